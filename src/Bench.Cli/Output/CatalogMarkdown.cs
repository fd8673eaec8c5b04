using Bench.Abstractions;

namespace Bench.Cli;

/// <summary>The catalogues as the README files of their projects, which <c>list … --format markdown</c> renews.</summary>
internal static class CatalogMarkdown
{
    public static void WriteExplainers(Catalog<ExplainerDescriptor, IExplainer> catalog, TextWriter writer)
    {
        Head(writer, "Explainers", "explainers",
            "n: tokens; m: features, the tokens that are not special. Rows are model rows of one explanation.");
        MarkdownTable.Write(
            writer,
            ["id", "family", "needs", "cost", "what it does", "citation"],
            catalog.All.Select(component => component.Descriptor).Select(explainer => (IReadOnlyList<string>)
            [
                explainer.Id,
                explainer.Family,
                Needs(explainer.Needs),
                explainer.CostFormula,
                explainer.Summary,
                explainer.Citation,
            ]));
    }

    public static void WriteMetrics(Catalog<MetricDescriptor, IMetric> catalog, TextWriter writer)
    {
        Head(writer, "Metrics", "metrics",
            "↑: more is better; ↓: less is better. Equal scores are put in an order drawn from the case's seed, the same for every "
                + "explainer\n"
            + "(by their index the position of tokens would be scored); areas under curves take them together. protocol=ferret orders "
                + "them by index,\n"
            + "as there. Metrics of the family diagnostic and tau-loo are shown, and have no say in verdicts.");
        MarkdownTable.Write(
            writer,
            ["id", "family", "better", "range", "needs", "formula", "what it measures", "citation"],
            catalog.All.Select(component => component.Descriptor).Select(metric => (IReadOnlyList<string>)
            [
                metric.Id,
                metric.Family,
                metric.Direction == MetricDirection.HigherIsBetter ? "↑" : "↓",
                FormattableString.Invariant($"{metric.Minimum} to {metric.Maximum}").Replace("Infinity", "∞", StringComparison.Ordinal),
                metric.NeedsRationale ? "rationale" : "explanation",
                metric.Formula,
                metric.Summary,
                metric.Citation,
            ]));
    }

    private static void Head(TextWriter writer, string title, string kind, string legend)
    {
        writer.WriteLine($"# {title}");
        writer.WriteLine();
        writer.WriteLine($"Written by `./run-bench.sh list {kind} --format markdown`; options and defaults: `./run-bench.sh list {kind}`.");
        writer.WriteLine(legend);
        writer.WriteLine();
    }

    private static string Needs(Ask needs) =>
        string.Join(", ", needs.ToString().Split(", ").Select(need => OptionsBinder.Key(need).Replace('-', ' ')));
}
