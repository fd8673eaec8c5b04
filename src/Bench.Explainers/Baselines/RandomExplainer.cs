using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Uniform random scores in [0, 1): the floor that every method must beat. It never asks the model.</summary>
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
        Summary = "Seeded uniform scores: the floor that every method must beat",
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var random = new DeterministicRandom(request.Seed);
        ImmutableArray<double> scores = [.. request.Input.Tokens.Select(token => token.IsSpecial ? 0 : random.NextDouble())];
        return Scores.Attribution(scores, request);
    }
}
