using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>A form of reports that a plug-in brings: it is given a run as plain data.</summary>
/// <param name="descriptor">What it is.</param>
/// <param name="exporter">The plug-in's.</param>
public sealed class PluginReport(ReportDescriptor descriptor, IReportExporter exporter) : IResultExporter
{
    private static readonly string[] _kept =
        [RunManifest.FileName, RunStore.FileName, ExplanationRecord.FileName, CasesCsv.FileName, CurvesCsv.FileName];

    public string FileName => descriptor.FileName;

    public void Write(ResultSet results, TextWriter writer) => exporter.Write(Plain(results), writer);

    /// <summary>Adds a plug-in's forms to the others.</summary>
    /// <param name="catalog">The catalogue to add to.</param>
    /// <param name="plugged">What the plug-in brings.</param>
    /// <exception cref="BenchException">An id is taken, or a file's name is a path.</exception>
    public static void AddTo(
        Catalog<ReportDescriptor, IResultExporter> catalog, Catalog<ReportDescriptor, IReportExporter> plugged)
    {
        foreach (Component<ReportDescriptor, IReportExporter> form in plugged.All)
        {
            ReportDescriptor descriptor = form.Descriptor;
            string file = descriptor.FileName;
            if (file.Length == 0 || Path.GetFileName(file) != file || _kept.Contains(file)
                || catalog.All.Any(other => other.Descriptor.FileName == file))
            {
                throw new BenchException(
                    $"The file of the report form '{descriptor.Id}' is called '{file}'",
                    null,
                    "Give it a name without folders that no file of a run has");
            }

            catalog.Add(form.Select(exporter => (IResultExporter)new PluginReport(descriptor, exporter)));
        }
    }

    private static ReportedRun Plain(ResultSet results) => new()
    {
        Suite = results.Run.Suite,
        SuiteVersion = results.Run.SuiteVersion,
        Model = results.Run.Model.Name,
        Instances = results.Run.Instances,
        Explainers = [.. results.Run.Explainers.Select(explainer => explainer.Name)],
        Metrics = [.. results.Run.Metrics.Select(metric => new ReportedMetric(metric.Name, metric.Descriptor))],
        Means = [.. results.Table.Columns.SelectMany(column => column.Comparison.Means.Select((mean, i) =>
            new ReportedMean(column.Name, column.Explainers[i], mean.Mean, mean.Low, mean.High, mean.Count)))],
        Scores =
            results.Scores.Select(row => new ReportedScore(row.Instance, row.Target, row.Explainer, row.Metric, row.Value, row.Status)),
        Verdict = [.. RunWords.Findings(results).Select(finding => finding.Sentence)],
    };
}
