using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Scores whose truth is known.</summary>
/// <param name="Name">What they are like.</param>
/// <param name="Texts">Number of texts.</param>
/// <param name="TrueMean">
/// The true mean of every explainer; <see langword="null"/> where it is asked whether equal explainers are told apart.
/// </param>
/// <param name="Draw">Draws one run.</param>
public sealed record Situation(string Name, int Texts, double? TrueMean, Func<DeterministicRandom, SimulatedTable> Draw)
{
    /// <summary>Why the promise cannot be kept here; <see langword="null"/> where it should be.</summary>
    public string? Exception { get; init; }
}

/// <summary>One simulated run.</summary>
/// <param name="Metrics">The scores of every metric.</param>
public sealed record SimulatedTable(ImmutableArray<MetricScores> Metrics);

/// <summary>What came of a situation.</summary>
/// <param name="Situation">The situation.</param>
/// <param name="Share">Share of intervals that hold the true mean, or of runs with any false finding.</param>
public sealed record SituationFinding(Situation Situation, double Share)
{
    /// <summary>Whether the promise was kept.</summary>
    public bool IsKept => Situation.TrueMean is null
        ? Share <= StatisticsStudy.MostFalse
        : Share is >= StatisticsStudy.LeastCoverage and <= StatisticsStudy.MostCoverage;
}
