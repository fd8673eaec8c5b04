using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Bench.Abstractions;

namespace Bench.Samples.Banzhaf;

public sealed record AsciiDocOptions
{
    [Description("Digits behind the point")]
    [Range(0, 9)]
    public int Digits { get; init; } = 3;
}

public sealed class AsciiDocPlugin : IBenchPlugin
{
    public void Register(PluginRegistry registry) =>
        registry.Reports.Add<AsciiDocOptions>(AsciiDocReport.Descriptor, options => new AsciiDocReport(options));
}

/// <summary>Writes the means of a run as a table in AsciiDoc: a row for each explainer, a column for each metric.</summary>
public sealed class AsciiDocReport(AsciiDocOptions options) : IReportExporter
{
    public static ReportDescriptor Descriptor { get; } = new("asciidoc", "table.adoc", "The means as a table in AsciiDoc");

    public void Write(ReportedRun run, TextWriter writer)
    {
        writer.WriteLine($".{Escape(run.Suite)} on {Escape(run.Model)}");
        writer.WriteLine("|===");
        writer.WriteLine($"| explainer{string.Concat(run.Metrics.Select(metric => $" | {Escape(metric.Name)}"))}");
        writer.WriteLine();
        ILookup<string, ReportedMean> means = run.Means.ToLookup(mean => mean.Explainer);
        foreach (string explainer in run.Explainers)
        {
            writer.WriteLine(
                $"| {Escape(explainer)}{string.Concat(run.Metrics.Select(metric => $" | {Cell(means[explainer], metric.Name)}"))}");
        }

        writer.WriteLine("|===");
    }

    private string Cell(IEnumerable<ReportedMean> means, string metric) =>
        means.FirstOrDefault(mean => mean.Metric == metric) is { } found && double.IsFinite(found.Mean)
            ? found.Mean.ToString($"F{options.Digits}", CultureInfo.InvariantCulture)
            : "";

    // Names come from files of others: a bar would begin a cell, and pass macros would pass markup through.
    private static string Escape(string text) => string.Concat(text.Select(letter =>
        char.IsAsciiLetterOrDigit(letter) || "-_=,.: ".Contains(letter)
            ? letter.ToString()
            : string.Create(CultureInfo.InvariantCulture, $"&#{(int)letter};")));
}
