using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>What can be said of a run beyond its means, as plain data for JSON.</summary>
internal static class AnalysisJson
{
    /// <summary>The self-test of a metric; null where the run has no random explainer to test it against.</summary>
    public static object? SelfTest(MetricSelfTest? test) => test is null ? null : new
    {
        Passed = test.IsPassed,
        Diagnosticity = EstimateRecord.Of(test.Diagnosticity),
        test.BeatsChance,
        test.RanksOracleFirst,
        Random = EstimateRecord.Of(test.Random),
        Oracle = test.Oracle is { } oracle ? EstimateRecord.Of(oracle) : null,
    };

    /// <summary>Friedman's test of a metric; null where no case has a score of every explainer.</summary>
    public static object? Friedman(MetricAnalysis metric) => metric.Friedman is not { } friedman ? null : new
    {
        Texts = friedman.Blocks,
        MeanRanks = metric.Column.Explainers.Zip(friedman.MeanRanks, (explainer, rank) => new { Explainer = explainer, Rank = rank }),
        friedman.ChiSquared,
        PValue = double.IsNaN(friedman.ChiSquared) ? double.NaN : friedman.PValue,
        friedman.ImanDavenportF,
        friedman.ImanDavenportPValue,
        friedman.KendallW,
        CriticalDifference = friedman.CriticalDifference(),
        NotToldApart = RankPlot.Bars(friedman).Select(group => group.Select(explainer => metric.Column.Explainers[explainer])),
    };

    /// <summary>Every pair of explainers of a metric with tests and verdict.</summary>
    public static object Differences(MetricAnalysis metric) => metric.Pairs.Select(pair => new
    {
        First = metric.Column.Explainers[pair.First],
        Second = metric.Column.Explainers[pair.Second],
        pair.Difference.Estimate.Mean,
        pair.Difference.Estimate.Low,
        pair.Difference.Estimate.High,
        Interval = OptionsBinder.Key(pair.Difference.Estimate.Interval.ToString()),
        Texts = pair.Difference.Estimate.Count,
        pair.Difference.PValue,
        PValueHolm = pair.AdjustedPValue,
        PValueWilcoxonHolm = pair.WilcoxonPValue,
        pair.WinTieLoss.Wins,
        pair.WinTieLoss.Ties,
        pair.WinTieLoss.Losses,
        Verdict = OptionsBinder.Key(pair.Verdict.Kind.ToString()),
        TextsNeeded = pair.Verdict.Needed,
        pair.InWords,
    });

    /// <summary>The explainers ranked by all metrics of a family together.</summary>
    public static object Rankings(ResultSet results) => results.Analysis.Rankings.Select(ranking => new
    {
        ranking.Family,
        ranking.Metrics,
        CountedOnce = ranking.CountedOnce.Select(same => new { same.Metric, same.As }),
        MeanRanks = results.Table.Explainers.Select((explainer, i) => new
        {
            Explainer = explainer,
            Rank = ranking.MeanRanks[i],
            ranking.RankIntervals[i].Low,
            ranking.RankIntervals[i].High,
        }),
        Kemeny = ranking.Kemeny.Select(i => results.Table.Explainers[i]),
        ranking.Disagreements,
        ranking.KendallW,
        KendallWLow = ranking.KendallWInterval.Low,
        KendallWHigh = ranking.KendallWInterval.High,
    });

    /// <summary>How far two metrics rank the explainers alike.</summary>
    public static object Agreements(ResultSet results) => results.Analysis.Agreements
        .Select(agreement => new { agreement.First, agreement.Second, agreement.SameMetric, agreement.Tau });
}
