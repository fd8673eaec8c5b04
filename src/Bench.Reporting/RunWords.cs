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
        string accuracy = run.Labelled == 0
            ? "no labels"
            : string.Create(
                CultureInfo.InvariantCulture, $"the model is right on {run.Correct} of {run.Labelled} ({100.0 * run.Correct / run.Labelled:F1} %)");
        string profile = run.Profile == OptionProfile.None.Name ? "" : $", profile {run.Profile}";
        string missing = run.Missing == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({run.Missing} more are missing: this is part of a run)");
        string truncated = run.Truncated == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {run.Truncated} texts were cut to the model's length.");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Instances} instances{missing}, {accuracy}. Explained: the {OptionsBinder.Key(run.Quantity.ToString())} of {Explained(run.Target)}; seed {run.Seed}{profile}.{truncated}");
    }

    /// <summary>How much work was asked for; the same for equal runs.</summary>
    public static string Asked(RunManifest run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Asked.RowsForward:N0} rows forward and {run.Asked.RowsBackward:N0} backward were asked for ({run.Asked.Tokens:N0} tokens)");

    /// <summary>How much work was asked for and how much was saved; a run that was stopped and continued saves less.</summary>
    public static string Cost(RunManifest run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Asked(run)}; {run.Computed.RowsForward:N0} and {run.Computed.RowsBackward:N0} were computed ({run.Computed.Tokens:N0} tokens), the rest were equal inputs.");

    /// <summary>Which end of a metric is good.</summary>
    public static string Arrow(MetricDescriptor metric) => metric.Direction == MetricDirection.HigherIsBetter ? "↑" : "↓";

    /// <summary>Which metrics do not apply to how many cases, one sentence each.</summary>
    public static IReadOnlyList<string> Missing(ComparisonTable table) =>
        [.. table.Columns.Where(column => column.Missing.Any(count => count > 0)).Select(column => $"{column.Name} does not apply to some cases: "
            + string.Join(", ", table.Explainers.Zip(column.Missing).Where(entry => entry.Second > 0).Select(entry =>
                string.Create(CultureInfo.InvariantCulture, $"{entry.First} {entry.Second}"))) + ".")];

    private static string Explained(TargetChoice target) => target switch
    {
        TargetChoice.Predicted => "the predicted class",
        TargetChoice.True => "the true class",
        _ => "every class",
    };
}
