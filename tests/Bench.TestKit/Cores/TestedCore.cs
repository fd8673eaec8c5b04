using System.Collections.Concurrent;
using Bench.Abstractions;
using Bench.Inference;
using Shouldly;

namespace Bench.TestKit;

/// <summary>A core as the contract suite sees it: how its models are opened, and what it promises about their numbers.</summary>
public abstract class TestedCore
{
    private readonly ConcurrentDictionary<string, Lazy<IModel>> _models = new();

    /// <summary>Whether a row's answer is the same bit for bit whatever shares its batch.</summary>
    public abstract bool IsBatchInvariant { get; }

    /// <summary>Largest difference of a logit from the reference.</summary>
    public double Logits { get; init; } = 1e-5;

    /// <summary>Largest difference of a gradient's entry from the reference, relative to the gradient's largest entry.</summary>
    public required double Gradients { get; init; }

    /// <summary>Largest difference of an attention weight from the reference.</summary>
    public double Maps { get; init; } = 2e-6;

    /// <summary>Opens a model folder; the test disposes it.</summary>
    /// <param name="folder">The folder.</param>
    public abstract IModel Load(string folder);

    /// <summary>A model of given weights; the test disposes it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="weights">Its weights.</param>
    public abstract IModel Load(string name, EncoderConfig config, EncoderWeights weights);

    /// <summary>A golden or shipped model, opened once for all tests.</summary>
    /// <param name="model">Its name.</param>
    public IModel Get(string model) => At(Repository.Model(model));

    /// <summary>The model of a folder, opened once for all tests.</summary>
    /// <param name="folder">The folder.</param>
    public IModel At(string folder) => _models.GetOrAdd(folder, path => new Lazy<IModel>(() => Load(path))).Value;

    /// <summary>A model in every way that the core can compute it on this machine.</summary>
    /// <param name="model">Its name.</param>
    public virtual IEnumerable<(string Way, IModel Model)> Ways(string model) => [("", Get(model))];

    /// <summary>
    /// Requires two answers of the core to the same question in other company to be equal, as far as the core promises it.
    /// </summary>
    /// <param name="expected">One answer.</param>
    /// <param name="actual">The other.</param>
    /// <param name="relative">Tolerance relative to the largest element, where bits may differ.</param>
    /// <param name="what">What is compared.</param>
    public void RequireSame(Tensor expected, Tensor actual, double relative, string what)
    {
        if (IsBatchInvariant)
        {
            actual.Shape.ShouldBe(expected.Shape, what);
            actual.Span.SequenceEqual(expected.Span).ShouldBeTrue(what);
        }
        else
        {
            Close.ToLargest(expected, actual, 1e-7, relative, what);
        }
    }
}
