using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>How much an explanation owes to its seed: the same explanation repeated with other seeds.</summary>
/// <param name="Seeds">How many times it was made, the first included.</param>
/// <param name="Mean">Mean score of every token.</param>
/// <param name="StandardDeviation">
/// Standard deviation of every token's score from one seed to the next (divided by one less than the seeds).
/// </param>
public sealed record SeedVariance(int Seeds, ImmutableArray<double> Mean, ImmutableArray<double> StandardDeviation)
{
    /// <summary>The same of every unit's score; <see langword="null"/> where tokens are the units.</summary>
    public SeedVariance? Units { get; init; }

    /// <summary>Repeats explanations.</summary>
    /// <param name="explained">Explainers, each with the explanation made with the request's own seed.</param>
    /// <param name="request">What was explained.</param>
    /// <param name="seeds">How many seeds to take, that of the given explanations included; with 1 nothing is repeated.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The spread by the explainer's name in tables; explainers that do not draw are left out.</returns>
    public static IReadOnlyDictionary<string, SeedVariance> MeasureAll(
        IEnumerable<(Configured<ExplainerDescriptor, IExplainer> Explainer, Explanation Explanation)> explained,
        ExplanationRequest request,
        int seeds,
        CancellationToken cancellationToken = default)
    {
        var all = new Dictionary<string, SeedVariance>();
        foreach ((Configured<ExplainerDescriptor, IExplainer> explainer, Explanation first) in explained)
        {
            if (seeds > 1 && !all.ContainsKey(explainer.Name)
                && Measure(explainer, request, first, seeds, cancellationToken) is { } variance)
            {
                all.Add(explainer.Name, variance);
            }
        }

        return all;
    }

    /// <summary>The same question with another seed.</summary>
    /// <param name="request">The question.</param>
    /// <param name="seed">Number of the seed; 1 is the request's own.</param>
    internal static ExplanationRequest WithSeed(ExplanationRequest request, int seed) => seed == 1
        ? request
        : request with { Seed = DeterministicRandom.Derive(request.Seed, FormattableString.Invariant($"repetition {seed - 1}")) };

    /// <summary>Repeats an explanation.</summary>
    /// <param name="explainer">The explainer.</param>
    /// <param name="request">What was explained.</param>
    /// <param name="first">The explanation made with the request's own seed.</param>
    /// <param name="seeds">How many seeds to take, that of <paramref name="first"/> included; at least 2.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The spread, or <see langword="null"/> where the second seed gives the first's scores: the method does not draw.</returns>
    public static SeedVariance? Measure(
        Configured<ExplainerDescriptor, IExplainer> explainer,
        ExplanationRequest request,
        Explanation first,
        int seeds,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 2);
        var attributions = new List<Attribution> { first.Attribution };
        for (int k = 1; k < seeds; k++)
        {
            attributions.Add(Explaining.Explain(explainer, WithSeed(request, k + 1), cancellationToken).Attribution);
            if (k == 1 && attributions[0].Scores.SequenceEqual(attributions[1].Scores))
            {
                return null;
            }
        }

        SeedVariance tokens = Of([.. attributions.Select(attribution => attribution.Scores.ToArray())]);
        return request.Input.Choice.Granularity == Granularity.Token
            ? tokens
            : tokens with { Units = Of([.. attributions.Select(attribution => attribution.PerUnit(request.Input))]) };
    }

    private static SeedVariance Of(double[][] scores)
    {
        double[] means = [.. scores[0].Select((_, i) => scores.Average(repetition => repetition[i]))];
        return new SeedVariance(
            scores.Length,
            [.. means],
            [.. means.Select((mean, i) => Math.Sqrt(scores.Sum(repetition => Math.Pow(repetition[i] - mean, 2)) / (scores.Length - 1)))]);
    }
}
