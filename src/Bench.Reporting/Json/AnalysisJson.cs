using System.Text.Json;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>Writes what can be said of a run beyond its means as JSON.</summary>
internal static class AnalysisJson
{
    /// <summary>Writes the property <c>self_test</c> of a metric; null where the run has no random explainer to test it against.</summary>
    public static void WriteSelfTest(this Utf8JsonWriter json, MetricSelfTest? test)
    {
        if (test is null)
        {
            json.WriteNull("self_test");
            return;
        }

        json.WriteStartObject("self_test");
        json.WriteBoolean("passed", test.IsPassed);
        json.WriteEstimate("diagnosticity", test.Diagnosticity);
        json.WriteFlag("beats_chance", test.BeatsChance);
        json.WriteFlag("ranks_oracle_first", test.RanksOracleFirst);
        json.WriteEstimate("random", test.Random);
        if (test.Oracle is { } oracle)
        {
            json.WriteEstimate("oracle", oracle);
        }
        else
        {
            json.WriteNull("oracle");
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the property <c>friedman</c> of a metric; null where no case has a score of every explainer.</summary>
    public static void WriteFriedman(this Utf8JsonWriter json, MetricAnalysis metric)
    {
        if (metric.Friedman is not { } friedman)
        {
            json.WriteNull("friedman");
            return;
        }

        json.WriteStartObject("friedman");
        json.WriteNumber("texts", friedman.Blocks);
        WriteRanks(json, metric.Column.Explainers, friedman.MeanRanks);
        json.WriteFinite("chi_squared", friedman.ChiSquared);
        json.WriteFinite("p_value", double.IsNaN(friedman.ChiSquared) ? null : friedman.PValue);
        json.WriteFinite("iman_davenport_f", friedman.ImanDavenportF);
        json.WriteFinite("iman_davenport_p_value", friedman.ImanDavenportPValue);
        json.WriteFinite("kendall_w", friedman.KendallW);
        json.WriteNumber("critical_difference", friedman.CriticalDifference());
        json.WriteStartArray("not_told_apart");
        foreach (IReadOnlyList<int> group in RankPlot.Bars(friedman))
        {
            json.WriteStartArray();
            foreach (int explainer in group)
            {
                json.WriteStringValue(metric.Column.Explainers[explainer]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes the property <c>differences</c> of a metric: every pair of explainers with tests and verdict.</summary>
    public static void WritePairs(this Utf8JsonWriter json, MetricAnalysis metric)
    {
        json.WriteStartArray("differences");
        foreach (PairVerdict pair in metric.Pairs)
        {
            MeanEstimate estimate = pair.Difference.Estimate;
            (int wins, int ties, int losses) = pair.WinTieLoss;
            Verdict verdict = pair.Verdict;
            json.WriteStartObject();
            json.WriteString("first", metric.Column.Explainers[pair.First]);
            json.WriteString("second", metric.Column.Explainers[pair.Second]);
            json.WriteFinite("mean", estimate.Mean);
            json.WriteFinite("low", estimate.Low);
            json.WriteFinite("high", estimate.High);
            json.WriteString("interval", OptionsBinder.Key(estimate.Interval.ToString()));
            json.WriteNumber("texts", estimate.Count);
            json.WriteNumber("p_value", pair.Difference.PValue);
            json.WriteNumber("p_value_holm", pair.AdjustedPValue);
            json.WriteFinite("p_value_wilcoxon_holm", pair.WilcoxonPValue);
            json.WriteNumber("wins", wins);
            json.WriteNumber("ties", ties);
            json.WriteNumber("losses", losses);
            json.WriteString("verdict", OptionsBinder.Key(verdict.Kind.ToString()));
            json.WriteFinite("texts_needed", verdict.Needed);
            json.WriteString("in_words", pair.InWords);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the properties <c>rankings</c> and <c>metric_agreements</c> of a run.</summary>
    public static void WriteRankings(this Utf8JsonWriter json, ResultSet results)
    {
        IReadOnlyList<string> explainers = results.Table.Explainers;
        json.WriteStartArray("rankings");
        foreach (JointRanking ranking in results.Analysis.Rankings)
        {
            json.WriteStartObject();
            json.WriteString("family", ranking.Family);
            json.WriteStrings("metrics", ranking.Metrics);
            json.WriteStartArray("counted_once");
            foreach (SameQuestion same in ranking.CountedOnce)
            {
                json.WriteStartObject();
                json.WriteString("metric", same.Metric);
                json.WriteString("as", same.As);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteRanks(json, explainers, ranking);
            json.WriteStrings("kemeny", ranking.Kemeny.Select(i => explainers[i]));
            json.WriteNumber("disagreements", ranking.Disagreements);
            json.WriteFinite("kendall_w", ranking.KendallW);
            json.WriteFinite("kendall_w_low", ranking.KendallWInterval.Low);
            json.WriteFinite("kendall_w_high", ranking.KendallWInterval.High);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("metric_agreements");
        foreach (RankingAgreement agreement in results.Analysis.Agreements)
        {
            json.WriteStartObject();
            json.WriteString("first", agreement.First);
            json.WriteString("second", agreement.Second);
            json.WriteBoolean("same_metric", agreement.SameMetric);
            json.WriteFinite("tau", agreement.Tau);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRanks(Utf8JsonWriter json, IReadOnlyList<string> explainers, JointRanking ranking)
    {
        json.WriteStartArray("mean_ranks");
        foreach ((int i, string explainer) in explainers.Index())
        {
            json.WriteStartObject();
            json.WriteString("explainer", explainer);
            json.WriteFinite("rank", ranking.MeanRanks[i]);
            json.WriteFinite("low", ranking.RankIntervals[i].Low);
            json.WriteFinite("high", ranking.RankIntervals[i].High);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRanks(Utf8JsonWriter json, IReadOnlyList<string> explainers, IReadOnlyList<double> ranks)
    {
        json.WriteStartArray("mean_ranks");
        foreach ((string explainer, double rank) in explainers.Zip(ranks))
        {
            json.WriteStartObject();
            json.WriteString("explainer", explainer);
            json.WriteNumber("rank", rank);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
