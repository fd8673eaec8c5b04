using System.Globalization;
using Bench.Abstractions;
using Bench.Library;
using Bench.Reporting;
using Spectre.Console;

namespace Bench;

/// <summary>The explanations of a text, each scored by every metric.</summary>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed class EvaluatedText : View
{
    private readonly IReadOnlyList<Configured<MetricDescriptor, IMetric>> _metrics;
    private readonly Dictionary<(string Explainer, string Metric), MetricScore> _scores;

    internal EvaluatedText(
        IReadOnlyList<string> explainers, IReadOnlyList<Configured<MetricDescriptor, IMetric>> metrics,
        Dictionary<(string Explainer, string Metric), MetricScore> scores)
    {
        (Explainers, _metrics, _scores) = (explainers, metrics, scores);
        Metrics = [.. metrics.Select(metric => metric.Name)];
    }

    /// <summary>The explainers, by their names in tables.</summary>
    public IReadOnlyList<string> Explainers { get; }

    /// <summary>The metrics, by their names in tables.</summary>
    public IReadOnlyList<string> Metrics { get; }

    /// <summary>A score, or why there is none.</summary>
    /// <param name="explainer">One of <see cref="Explainers"/>.</param>
    /// <param name="metric">One of <see cref="Metrics"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no such row or column.</exception>
    public MetricScore this[string explainer, string metric] => _scores.TryGetValue((explainer, metric), out MetricScore score)
        ? score
        : throw new KeyNotFoundException(
            $"There is no '{explainer}' by '{metric}'; explainers: {string.Join(", ", Explainers)}; metrics: "
                + $"{string.Join(", ", Metrics)}.");

    /// <inheritdoc/>
    public override string ToHtml() =>
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta "
            + $"charset=\"utf-8\">\n<title>Scores</title>\n</head>\n<body>\n{ToSnippet()}\n</body>\n</html>\n";

    /// <inheritdoc/>
    public override string ToSnippet()
    {
        const string Style = "padding:4px 10px;text-align:right;border-top:1px solid #e4e7ec";
        var html = new MarkupWriter().Open("table", ("style", "border-collapse:collapse;font:14px/1.5 system-ui,sans-serif"));
        html.Open("tr").Element("th", "explainer", ("style", "text-align:left"));
        foreach (Configured<MetricDescriptor, IMetric> metric in _metrics)
        {
            html.Element("th", Head(metric), ("style", Style));
        }

        html.Close("tr");
        foreach (string explainer in Explainers)
        {
            html.Open("tr").Element("td", explainer, ("style", $"{Style};text-align:left"));
            foreach (string metric in Metrics)
            {
                MetricScore score = this[explainer, metric];
                html.Element("td", Cell(score), ("style", Style), ("title", score.Reason ?? ""));
            }

            html.Close("tr");
        }

        return html.Close("table").ToString();
    }

    private protected override void Print(IAnsiConsole console)
    {
        static string Plain(string text) => Markup.Escape(VisibleText.ForTerminal(text));
        ColumnFit.Write(
            console,
            [("explainer", [.. Explainers.Select(Plain)])],
            [.. _metrics.Select(metric =>
                (Plain(Head(metric)), Explainers.Select(explainer => Cell(this[explainer, metric.Name])).ToArray()))]);
        foreach (IGrouping<string, string> reason in Metrics
            .SelectMany(metric => Explainers.Select(explainer => (Metric: metric, this[explainer, metric].Reason)))
            .Where(entry => entry.Reason is not null).GroupBy(entry => entry.Reason!, entry => entry.Metric))
        {
            console.WriteLine(VisibleText.ForTerminal($"–: {string.Join(", ", reason.Distinct())}: {reason.Key}"));
        }
    }

    private static string Head(Configured<MetricDescriptor, IMetric> metric) =>
        $"{metric.Name} {(metric.Descriptor.Direction == MetricDirection.HigherIsBetter ? "↑" : "↓")}";

    private static string Cell(MetricScore score) => score.IsApplicable ? score.Value.ToString("F3", CultureInfo.InvariantCulture) : "–";
}
