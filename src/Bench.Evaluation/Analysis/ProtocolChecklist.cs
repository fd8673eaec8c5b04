using System.Collections.Immutable;
using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>One line of the checklist in <c>docs/protocol.md</c>, as a run fills it in.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Answer">What the run says.</param>
/// <param name="IsMet">Whether that is as it should be; <see langword="null"/> where nothing is demanded.</param>
public sealed record ProtocolItem(string Question, string Answer, bool? IsMet);

/// <summary>Fills in the protocol's checklist.</summary>
public static class ProtocolChecklist
{
    /// <summary>All lines, in the order of <c>docs/protocol.md</c>.</summary>
    /// <param name="results">The run.</param>
    public static ImmutableArray<ProtocolItem> Of(ResultSet results)
    {
        ComparisonColumn[] judged =
            [.. results.Table.Columns.Where(column => column.Descriptor is { IsCounted: true, Family: not MetricFamily.Cost })];
        return [Registered(results.Run), Texts(results), Plausibility(results), Floor(judged), SelfTests(judged), Silence(judged),
            Removals(results), Questions(results), Ceiling(results), Corrected(judged)];
    }

    /// <summary>What of a run was not registered before it; empty where nothing was registered at all.</summary>
    /// <param name="run">What was run.</param>
    public static ImmutableArray<string> Added(RunManifest run) =>
    [
        .. run.Protocol.Explainers.IsEmpty ? [] : run.Explainers.Select(explainer => explainer.Name).Except(run.Protocol.Explainers),
        .. run.Protocol.Metrics.IsEmpty ? [] : run.Metrics.Select(metric => metric.Name).Except(run.Protocol.Metrics),
    ];

    private static ProtocolItem Registered(RunManifest run)
    {
        const string Question = "Were explainers, metrics and hypotheses registered before the run?";
        EvaluationProtocol protocol = run.Protocol;
        ImmutableArray<string> added = Added(run);
        return !protocol.IsRegistered ? new ProtocolItem(Question, "no: all findings are exploratory", false) : new ProtocolItem(
            Question,
            string.Create(CultureInfo.InvariantCulture,
                $"{protocol.Explainers.Length} explainers, {protocol.Metrics.Length} metrics, {protocol.Hypotheses.Length} hypotheses; ")
            + (added.IsEmpty ? "nothing was added afterwards" : $"added afterwards: {string.Join(", ", added)}"),
            added.IsEmpty);
    }

    private static ProtocolItem Texts(ResultSet results)
    {
        int texts = results.Cases.Select(one => one.Text).Distinct().Count();
        return new ProtocolItem(
            "How many texts are there? (cases of one text count once)",
            string.Create(CultureInfo.InvariantCulture, $"{texts} texts in {results.Cases.Count} cases"),
            texts >= MetricComparison.FewestTexts);
    }

    private static ProtocolItem Plausibility(ResultSet results)
    {
        const string Question = "Is plausibility judged where the explained class is the true one?";
        int known = results.Cases.Count(one => one.IsTrueClass is not null);
        int right = results.Cases.Count(one => one.IsTrueClass == true);
        return results.Run.Metrics.All(metric => metric.Descriptor.Family != MetricFamily.Plausibility)
            ? new ProtocolItem(Question, "the run has no such metric", null)
            : results.Run.Protocol.Plausibility == PlausibilityCases.All
                ? new ProtocolItem(Question, "no: on all cases, as the suite says", false)
            : known == 0 ? new ProtocolItem(Question, "unknown: the cases have no true labels", false)
            : new ProtocolItem(
                Question, string.Create(CultureInfo.InvariantCulture, $"yes, on {right} of {known} cases with a label"), true);
    }

    private static ProtocolItem Floor(ComparisonColumn[] judged)
    {
        bool has = judged.Any(column => column.Floor >= 0);
        return new ProtocolItem("Are there random scores as a floor?", has ? "yes" : "no: no metric can be tested", has);
    }

    private static ProtocolItem SelfTests(ComparisonColumn[] judged)
    {
        ComparisonColumn[] put =
            [.. judged.Where(column => column.SelfTest is { } test && (test.BeatsChance ?? test.RanksOracleFirst) is not null)];
        string[] failed = [.. put.Where(column => column.FailedSelfTest).Select(column => column.Name)];
        return new ProtocolItem(
            "Do the metrics tell explanations from random scores, and rank the truth first?",
            string.Create(CultureInfo.InvariantCulture, $"{put.Length - failed.Length} of {put.Length} tested metrics")
                + (failed.Length == 0 ? "" : $"; not {string.Join(", ", failed)}"),
            put.Length > 0 && failed.Length == 0);
    }

    private static ProtocolItem Silence(ComparisonColumn[] judged)
    {
        string[] silent = [.. judged.SelectMany(column => column.Comparison.Coverage.Index().Where(entry => entry.Item.IsSilent)
            .Select(entry => $"{column.Explainers[entry.Index]} on {column.Name}"))];
        return new ProtocolItem(
            "Does every explainer speak on at least 95 % of the cases?", silent.Length == 0 ? "yes" : $"not {string.Join(", ", silent)}",
            silent.Length == 0);
    }

    private static ProtocolItem Removals(ResultSet results)
    {
        const string Question = "Is faithfulness measured under at least two ways to remove tokens?";
        string[] removals = [.. results.Run.Metrics.Where(metric => metric.Descriptor.Family == MetricFamily.Faithfulness)
            .Select(metric => metric.Options.GetValueOrDefault("removal")).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        return removals.Length == 0 ? new ProtocolItem(Question, "the run has no metric that removes tokens", null)
            : new ProtocolItem(Question, string.Join(", ", removals), removals.Length > 1);
    }

    private static ProtocolItem Questions(ResultSet results)
    {
        SameQuestion[] once = [.. results.Analysis.Rankings.SelectMany(ranking => ranking.CountedOnce)];
        string[] shown = [.. results.Run.Metrics.Where(metric => !metric.Descriptor.IsCounted).Select(metric => metric.Name)];
        string answer = string.Join("; ",
            once.Select(same => $"{same.Metric} counts with {same.As}").Concat(shown.Select(name => $"{name} is shown, not counted")));
        return new ProtocolItem("Which metrics ask the same question, or are only shown?", answer.Length == 0 ? "none" : answer, null);
    }

    private static ProtocolItem Ceiling(ResultSet results)
    {
        HumanCeiling? ceiling = HumanCeiling.Of(results.Cases);
        return new ProtocolItem(
            "How far do annotators agree? (the ceiling of plausibility)",
            ceiling is null ? "unknown: no text was marked by two" : string.Create(
                CultureInfo.InvariantCulture,
                $"token F1 {ceiling.F1.Mean:F3} [{ceiling.F1.Low:F3}, {ceiling.F1.High:F3}], IoU {ceiling.Iou.Mean:F3} [{ceiling.Iou.Low:F3}, {ceiling.Iou.High:F3}] over {ceiling.F1.Count} texts"),
            null);
    }

    private static ProtocolItem Corrected(ComparisonColumn[] judged) => new(
        "How many comparisons are corrected for together?",
        string.Create(CultureInfo.InvariantCulture, $"{judged.Select(column => column.Comparison.Tests).DefaultIfEmpty(0).Max()}"),
        null);
}
