using System.Collections.Immutable;
using System.Globalization;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Uniform random scores in [0, 1): the floor that every method must beat. It never asks the model. Another target and a model with
/// parameters drawn anew are other draws, so that chance does not look like insensitivity to them; the same question is the same draw.
/// </summary>
public sealed class RandomExplainer : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "random",
        Name = "Random",
        Family = "floor",
        Needs = ModelNeeds.Forward,
        CostFormula = "none",
        Citation = "Hooker et al. 2019, A Benchmark for Interpretability Methods in Deep Neural Networks (random ranking as control)",
        Summary = "Seeded uniform scores, drawn afresh for another target or a randomised model: the floor that every method must beat",
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var random = new DeterministicRandom(DeterministicRandom.Derive(
            request.Seed, FormattableString.Invariant($"{Number(request.Target)}/{request.Model.Info.Randomized}")));
        ImmutableArray<double> scores = [.. request.Input.Tokens.Select((_, i) => request.Input.IsFixed(i) ? 0 : random.NextDouble())];
        return Scores.Attribution(scores, request);
    }

    // The class alone where there is no more to a target.
    private static string Number(Target target) => target == new Target(target.Output)
        ? target.Output.ToString(CultureInfo.InvariantCulture)
        : target.ToString();
}
