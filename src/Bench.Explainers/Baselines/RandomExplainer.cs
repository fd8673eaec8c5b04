using System.Globalization;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Uniform random scores in [0, 1), one per unit: the floor that every method must beat. It never asks the model. Another target and a
/// model with parameters drawn anew are other draws, so that chance does not look like insensitivity to them; the same question is the same
/// draw.
/// </summary>
/// <param name="options">Which draw.</param>
public sealed class RandomExplainer(RandomOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "random",
        Name = "Random",
        Family = "floor",
        CostFormula = "none",
        Citation = "Hooker et al. 2019, A Benchmark for Interpretability Methods in Deep Neural Networks (random ranking as control)",
        Summary = "Seeded uniform scores, drawn afresh for another target or a randomised model: the floor that every method must beat",
        IsNeverNegative = true,
        Draws = true,
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var random = new DeterministicRandom(DeterministicRandom.Derive(
            request.Seed, FormattableString.Invariant($"{Number(request.Target)}/{request.Model.Info.Randomized}") + Draw()));
        var features = FeatureSet.Of(request.Input, FeatureUnit.Tokens);
        return Scores.Attribution(features, Array.ConvertAll(new double[features.Count], _ => random.NextDouble()), request);
    }

    // The class alone where there is no more to a target.
    private static string Number(Target target) => target == new Target(target.Output)
        ? target.Output.ToString(CultureInfo.InvariantCulture)
        : target.ToString();

    // The first draw keeps the seed that runs without the option have.
    private string Draw() => options.Draw == 1 ? "" : FormattableString.Invariant($"/{options.Draw}");
}
