using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>What every report says of a run in words. Plain text: whoever prints it escapes it.</summary>
internal static class RunWords
{
    /// <summary>What was explained, and how good the model is.</summary>
    public static string Setting(RunManifest run)
    {
        string task = run.Task is null ? "" : $" Task: {run.Task.Id}.";
        string units = run.Granularity is { } granularity
            ? $", by {OptionsBinder.Key(granularity.ToString())} (token scores gathered by "
                + $"{OptionsBinder.Key($"{run.Gather ?? Gather.Sum}")})"
            : "";
        string profile = run.Profile == OptionProfile.None.Name ? "" : $", profile {run.Profile}";
        string missing = run.Missing == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" ({run.Missing} more are missing: this is part of a run)");
        string truncated = run.Truncated == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" {run.Truncated} texts were cut to the model's length.");
        string skipped = run.SkippedRows == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" {run.SkippedRows} rows could not be used and were left out.");
        string silent = run.Unexplained == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" In {run.Unexplained} of them nothing is predicted that could be explained.");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Instances} instances{missing}, {Accuracy(run)}.{task} Explained: the {OptionsBinder.Key(run.Quantity.ToString())} of {Explained(run)}{units}; seed {run.Seed}{profile}.{truncated}{skipped}{silent}");
    }

    /// <summary>
    /// What stands below the table of every form: what was added late, how few cases there are, the ceiling, and scores that are missing.
    /// </summary>
    public static IReadOnlyList<string> Notes(ResultSet results) =>
        [.. Added(results.Run), .. SmallSample.Sentence(results.Table) is { } few ? (string[])[few] : [], .. Ceiling(results),
            .. Missing(results.Table)];

    /// <summary>What was learned, for every form.</summary>
    public static IReadOnlyList<Finding> Findings(ResultSet results) => [.. Conclusions.Of(results.Table), .. SliceFindings.Of(results)];

    private static string Accuracy(RunManifest run)
    {
        (string Name, string Words)[] known =
        [
            (QualityCount.F1, "F1"), (QualityCount.MicroF1, "micro F1"), (QualityCount.RSquared, "R²"),
            (QualityCount.MeanAbsoluteError, "mean absolute error"),
        ];
        string[] parts =
        [
            .. run.Labelled == 0 ? (string[])[] : [string.Create(
                CultureInfo.InvariantCulture,
                $"the model is right on {run.Correct} of {run.Labelled} ({100.0 * run.Correct / run.Labelled:F1} %)")],
            .. known.Where(figure => run.Quality?.ContainsKey(figure.Name) == true).Select(figure =>
                $"{figure.Words} {run.Quality![figure.Name].ToString("F3", CultureInfo.InvariantCulture)}"),
        ];
        return parts.Length == 0 ? "no labels" : string.Join(", ", parts);
    }

    /// <summary>How much work was asked for; the same for equal runs.</summary>
    public static string Asked(RunManifest run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Asked.RowsForward:N0} rows forward and {run.Asked.RowsBackward:N0} backward were asked for ({run.Asked.Tokens:N0} tokens)");

    /// <summary>How much work was asked for and how much was saved; a run that was stopped and continued saves less.</summary>
    public static string Cost(RunManifest run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Asked(run)}; {run.Computed.RowsForward:N0} and {run.Computed.RowsBackward:N0} were computed ({run.Computed.Tokens:N0} tokens), the rest ({100.0 * (run.Asked.RowsForward - run.Computed.RowsForward) / Math.Max(1, run.Asked.RowsForward):F0} % forward) were equal inputs.");

    /// <summary>Which end of a metric is good.</summary>
    public static string Arrow(MetricDescriptor metric) => metric.Direction == MetricDirection.HigherIsBetter ? "↑" : "↓";

    /// <summary>
    /// Which explainers have no score for how many cases, and between what their means would lie with them, one sentence a metric.
    /// </summary>
    private static IReadOnlyList<string> Missing(ComparisonTable table) =>
        [.. table.Columns.Where(column => column.Missing.Any(count => count > 0)).Select(column =>
            $"{column.Name} does not apply to some cases that it applies to for others (with the range of the mean, were they as bad and "
                + "as good as can be): "
            + string.Join(", ",
                table.Explainers.Zip(column.Comparison.Coverage).Where(entry => entry.Second.Missing > 0)
                    .Select(entry => Missing(entry.First, entry.Second))) + ".")];

    /// <summary>
    /// How far annotators agree, beside the metrics of plausibility; nothing where no text was marked by two, or there is no such metric.
    /// </summary>
    private static IReadOnlyList<string> Ceiling(ResultSet results) =>
        results.Run.Metrics.Any(metric => metric.Descriptor.Family == MetricFamily.Plausibility)
            && HumanCeiling.Of(results.Cases) is { } ceiling
            ? [string.Create(
                CultureInfo.InvariantCulture,
                $"Ceiling of plausibility: two annotators agree to token F1 {ceiling.F1.Mean:F3} [{ceiling.F1.Low:F3}, {ceiling.F1.High:F3}] and IoU {ceiling.Iou.Mean:F3} [{ceiling.Iou.Low:F3}, {ceiling.Iou.High:F3}] over {ceiling.F1.Count} texts.")]
            : [];

    /// <summary>Who is first with each set of options of a metric, such as ways to remove tokens, one sentence a metric.</summary>
    public static IReadOnlyList<string> Stability(ResultSet results) => [.. OptionSensitivity.All(results.Table).Select(metric =>
        $"{metric.Metric} ranks {(metric.LowestTau > 1 - 1e-9 ? "alike" : "otherwise")} with other options (lowest tau of two: "
            + $"{(double.IsNaN(metric.LowestTau) ? "–" : metric.LowestTau.ToString("F2", CultureInfo.InvariantCulture))}): "
        + string.Join("; ",
            metric.Variants.Zip(metric.Leaders,
                (variant, leaders) => $"{variant} puts {string.Join(", ", leaders.Select(i => results.Table.Explainers[i]))} first"))
                    + ".")];

    /// <summary>
    /// How far the inputs that removals make are from texts, one sentence for each way of removal that the run measured with random scores.
    /// </summary>
    public static IReadOnlyList<string> Removals(ResultSet results) => [.. results.Table.Columns
        .Where(column => column.Descriptor.Id == "removal-detectability" && column.Floor >= 0
            && column.Comparison.Means[column.Floor].Count > 0)
        .Select(column => string.Create(
            CultureInfo.InvariantCulture,
            $"{column.Name}: of a text and the same text without tokens drawn at random, the model's own energy picks out the changed one in {100 * column.Comparison.Means[column.Floor].Mean:F0} % of the pairs, where 50 % is guessing and near 100 % the model is lost without these tokens, so that metrics which remove them measure that too."))];

    /// <summary>What was not registered before the run, where anything was; tables mark it with a plus.</summary>
    public static IReadOnlyList<string> Added(RunManifest run) => ProtocolChecklist.Added(run) is { IsEmpty: false } added
        ? [$"+ added after the registration: {string.Join(", ", added)}."] : [];

    /// <summary>The mark of an explainer or metric that was not registered before the run; empty for all others.</summary>
    public static string AddedMark(RunManifest run, string name) => ProtocolChecklist.Added(run).Contains(name) ? " +" : "";

    /// <summary>What the table's marks and numbers mean, as plain text.</summary>
    /// <param name="table">The comparison.</param>
    /// <param name="best">How the report marks the best.</param>
    /// <param name="among">How it marks those among the best.</param>
    public static string Legend(ComparisonTable table, string best, string among)
    {
        bool any(Func<ComparisonColumn, int, bool> has) =>
            table.Columns.Any(column => Enumerable.Range(0, table.Explainers.Length).Any(i => has(column, i)));
        string silent = any((column, i) => column.Comparison.Coverage[i].IsSilent)
            ? " § silent on more than 5 % of the cases, so that it cannot win."
            : "";
        string signal = any((column, i) => column.IsNoSignal(i)) ? " ° all scores are 0 up to rounding: no signal." : "";
        return $"Mean over texts [95 % interval]. {best}: best, told apart from every other (paired test on the texts both have, Holm's "
            + "correction over the whole table, level 0.05). "
            + $"{among}: among the best, too few texts to tell. ↑ more is better, ↓ less is better.{silent}{signal}";
    }

    /// <summary>Why the cases of <see cref="ComparisonTable.OtherClass"/> stand apart, and how many there are.</summary>
    public static string OtherClass(ResultSet results)
    {
        int cases = results.Cases.Count(one => one.IsTrueClass == false);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"In {cases} of {results.Cases.Count} cases {(results.Run.Task is null ? "the explained class is not the true one, while people marked words for the true one" : "what is explained is not true, while the marked words speak for what is")}. Scores on these cases count nowhere else.");
    }

    private static string Missing(string explainer, CaseCoverage coverage)
    {
        (double low, double high) = coverage.WorstMean < coverage.BestMean
            ? (coverage.WorstMean, coverage.BestMean)
            : (coverage.BestMean, coverage.WorstMean);
        string bounds = double.IsFinite(low) && double.IsFinite(high)
            ? string.Create(CultureInfo.InvariantCulture, $" [{low:F3}, {high:F3}]")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{explainer} {coverage.Missing} of {coverage.Cases} ({100 * coverage.Silence:F1} %){bounds}");
    }

    private static string Explained(RunManifest run) => (run.Target, run.Task is null) switch
    {
        (TargetChoice.Predicted, true) => "the predicted class",
        (TargetChoice.True, true) => "the true class",
        (_, true) => "every class",
        (TargetChoice.Predicted, _) => "what is predicted",
        (TargetChoice.True, _) => "what is true",
        _ => "everything",
    };
}
