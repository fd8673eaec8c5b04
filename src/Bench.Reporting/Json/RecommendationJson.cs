using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>A recommendation as JSON.</summary>
public static class RecommendationJson
{
    /// <summary>A recommendation as plain data, which becomes one JSON object.</summary>
    /// <param name="recommendation">The recommendation.</param>
    public static object Of(Recommendation recommendation) => new
    {
        Prefer = OptionsBinder.Key(recommendation.Preference.ToString()),
        recommendation.Budget.MaxRows,
        MaxMs = recommendation.Budget.MaxMilliseconds,
        Recommended = recommendation.Chosen?.Name,
        Cheaper = recommendation.Cheaper?.Name,
        Evidence = recommendation.Evidence.Select(evidence => new
        {
            evidence.Metric,
            Estimate = EstimateRecord.Of(evidence.Mean),
            Random = evidence.Floor,
            BeatsRandom = evidence.BeatsFloor,
            Standing = OptionsBinder.Key(evidence.Standing.ToString()),
            evidence.AgainstRunnerUp,
        }),
        Explainers = recommendation.Candidates.Select(candidate => new
        {
            candidate.Name,
            candidate.Quality,
            candidate.Rows,
            Ms = candidate.Milliseconds,
            candidate.WithinBudget,
            Pareto = candidate.IsOnFront,
        }),
        recommendation.LeftOut,
    };
}
