using Bench.Abstractions;
using Bench.Inference;
using Shouldly;
using Xunit;

namespace Bench.TestKit;

/// <summary>Models with parts of their weights drawn anew.</summary>
/// <param name="core">The core.</param>
public abstract class CoreRandomizingContract(TestedCore core)
{
    /// <summary>Every mixture of trained and random parts computes what the same weights give when they are loaded as a model.</summary>
    [Theory]
    [InlineData("bert-micro")]
    [InlineData("distilbert-micro")]
    [InlineData("electra-micro")]
    [InlineData("albert-micro")]
    public void A_mixture_computes_what_its_weights_give(string name)
    {
        using ModelFolder folder = ModelFolder.Open(Repository.Model(name));
        using var loaded = core.Load(name, folder.Config, folder.Weights) as IDisposable;
        var model = (IModel)loaded!;
        InputRow row = GoldenCases.Batch(name).Rows[0];
        var query = new TargetQuery(row, new Target(1), Quantity.Logit);
        EncoderWeights twin = RandomTwin.Draw(folder.Weights, 5);
        (int, int)[] cascades =
            [.. Enumerable.Range(0, model.Info.RandomizableLayers)
                .SelectMany(i => new[] { (0, i + 1), (i, model.Info.RandomizableLayers - i), (i, 1) }).Distinct()];
        foreach ((int first, int count) in cascades)
        {
            using var mixed = core.Load(name, folder.Config, RandomTwin.Mix(folder.Weights, twin, first, count)) as IDisposable;
            var expected = (IModel)mixed!;

            IModel mixture = model.Randomized(first, count, 5);
            Answer answer = mixture.Gradients([query])[0];

            string place = $"{first}+{count}";
            Answer right = expected.Gradients([query])[0];
            core.RequireSame(right.Outputs, answer.Outputs, 1e-5, place);
            core.RequireSame(right.Gradient, answer.Gradient, 1e-4, place);
            answer.Outputs.Span.ToArray().ShouldNotBe(model.Predict([row])[0].Span.ToArray(), place);
            core.RequireSame(
                expected.Attend([row])[0].Maps, mixture.Attend([row])[0].Maps, 1e-5, place);
        }
    }

    [Fact]
    public void Only_the_layers_asked_for_are_drawn()
    {
        IModel model = core.Get("bert-micro");
        InputRow row = GoldenCases.Batch("bert-micro").Rows[0];
        float[] maps = Maps(model);
        float[] words = model.Embed([5, 6]).Span.ToArray();

        // Embeddings, two layers, head.
        model.Info.RandomizableLayers.ShouldBe(4);
        IModel head = model.Randomized(3, 1, 1);
        Maps(head).ShouldBe(maps);
        head.Embed([5, 6]).Span.ToArray().ShouldBe(words);
        IModel last = model.Randomized(2, 1, 1);
        Maps(last)[..(maps.Length / 2)].ShouldBe(maps[..(maps.Length / 2)]);
        Maps(last)[(maps.Length / 2)..].ShouldNotBe(maps[(maps.Length / 2)..]);
        model.Randomized(0, 1, 1).Embed([5, 6]).Span.ToArray().ShouldNotBe(words);

        float[] Maps(IModel of) => of.Attend([row])[0].Maps.Span.ToArray();
    }

    [Fact]
    public void Layers_that_share_parameters_are_one() => core.Get("albert-micro").Info.RandomizableLayers.ShouldBe(3);

    [Fact]
    public void A_seed_gives_the_same_model_also_after_others_took_its_place()
    {
        using var loaded = core.Load(Repository.Model("bert-micro")) as IDisposable;
        var model = (IModel)loaded!;
        InputRow row = GoldenCases.Batch("bert-micro").Rows[0];
        IModel held = model.Randomized(0, 4, 1);
        float[] first = Logits(held);

        float[][] others = [.. new ulong[] { 2, 3, 4 }.Select(seed => Logits(model.Randomized(0, 4, seed)))];

        others.ShouldAllBe(other => !other.SequenceEqual(first));
        Logits(model.Randomized(0, 4, 1)).ShouldBe(first);
        Logits(held).ShouldBe(first);
        model.Randomized(0, 0, 1).ShouldBeSameAs(model);
        model.Randomized(1, 2, 1).ShouldBeSameAs(model.Randomized(1, 2, 1));

        float[] Logits(IModel of) => of.Predict([row])[0].Span.ToArray();
    }

    [Fact]
    public void A_random_model_says_which_it_is()
    {
        IModel model = core.Get("bert-micro");

        string?[] names = [.. new[] { (0, 4, 1UL), (0, 4, 2UL), (1, 3, 1UL), (1, 2, 1UL) }
            .Select(draw => model.Randomized(draw.Item1, draw.Item2, draw.Item3).Info.Randomized)];

        model.Info.Randomized.ShouldBeNull();
        names.ShouldAllBe(name => name != null);
        names.Distinct().Count().ShouldBe(names.Length);
        model.Randomized(0, 4, 1).Info.Randomized.ShouldBe(names[0]);
    }

    [Fact]
    public void Layers_that_do_not_exist_are_refused_and_random_models_end_with_their_model()
    {
        var model = (IModel)core.Load(Repository.Model("bert-micro"));
        InputRow row = GoldenCases.Batch("bert-micro").Rows[0];
        IModel random = model.Randomized(1, 1, 1);

        Should.Throw<ArgumentOutOfRangeException>(() => model.Randomized(-1, 1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => model.Randomized(3, 2, 1));
        ((IDisposable)model).Dispose();

        Should.Throw<ObjectDisposedException>(() => random.Predict([row]));
        Should.Throw<ObjectDisposedException>(() => model.Randomized(1, 1, 1));
    }
}
