using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>Everything the page's templates show, as text: they only arrange it.</summary>
internal sealed record ReportPage
{
    public required string Suite { get; init; }

    public required string Model { get; init; }

    public required string Setting { get; init; }

    /// <summary>Core, device, precision and plug-ins.</summary>
    public required string Computed { get; init; }

    public required string Cost { get; init; }

    public required IReadOnlyList<PageFinding> Findings { get; init; }

    public required IReadOnlyList<string> Recommended { get; init; }

    public required IReadOnlyList<PageFamily> Families { get; init; }

    public required IReadOnlyList<PageMetric> Metrics { get; init; }

    public required IReadOnlyList<PageRow> Rows { get; init; }

    public required IReadOnlyList<string> Missing { get; init; }

    public required string Legend { get; init; }

    public required string OtherClass { get; init; }

    public required IReadOnlyList<PageMetric> OtherMetrics { get; init; }

    public required IReadOnlyList<PageRow> OtherRows { get; init; }

    /// <summary>The spread over seeds, where some explainer was run with several.</summary>
    public required SpreadTable? Spread { get; init; }

    public string SpreadTitle => SpreadTable.Title;

    public string SpreadNote => SpreadTable.Note;

    public required IReadOnlyList<ProtocolItem> Protocol { get; init; }

    public required IReadOnlyList<Figure> Figures { get; init; }

    public required IReadOnlyList<PageFact> Provenance { get; init; }

    public required IReadOnlyList<PageComponent> Explainers { get; init; }

    public required bool HasTexts { get; init; }

    /// <summary>Says so where the page holds only some of the texts; empty otherwise.</summary>
    public required string Sampled { get; init; }

    public required string Data { get; init; }

    /// <summary>Whether there are pixels in the data.</summary>
    public required bool HasPictures { get; init; }

    public required string Version { get; init; }

    public string Style { get; init; } = "";

    public string Script { get; init; } = "";

    public string Policy { get; init; } = "";

    public static ReportPage Of(ResultSet results, PageData data)
    {
        RunManifest run = results.Run;
        ComparisonTable table = results.Table;
        return new ReportPage
        {
            Suite = run.Suite,
            Model = run.Model.Name,
            Setting = RunWords.Setting(run),
            Computed = ComputedBy.Sentence(run),
            Cost = RunWords.Cost(run),
            Findings = PageFinding.Of(results, data.Shown > 0),
            Recommended = Recommendations.Sentences(results),
            Families = [.. PageFamily.Of(table)],
            Metrics = [.. table.Columns.Select(PageMetric.Of)],
            Rows = PageRow.Of(table.Explainers, table.Columns),
            Missing = [.. RunWords.Notes(results), .. RunWords.Stability(results), .. RunWords.Removals(results)],
            Legend = RunWords.Legend(table, "Shaded and bold", "Underlined"),
            OtherClass = table.OtherClass.IsEmpty ? "" : RunWords.OtherClass(results),
            OtherMetrics = [.. table.OtherClass.Select(PageMetric.Of)],
            OtherRows = table.OtherClass.IsEmpty ? [] : PageRow.Of(table.Explainers, table.OtherClass),
            Spread = SpreadTable.Of(results),
            Protocol = ProtocolChecklist.Of(results),
            Figures = Reporting.Figures.Of(results, data),
            Provenance = PageFact.Of(run),
            Explainers = [.. run.Explainers.Select(explainer => PageComponent.Of(run, explainer))],
            HasTexts = data.Shown > 0,
            Sampled = data.Shown == data.Total ? "" : string.Create(
                CultureInfo.InvariantCulture,
                $"The page holds {data.Shown} of {data.Total} texts, spread evenly over the dataset, to stay small; table and plots are of all."),
            Data = data.Json,
            HasPictures = data.HasPictures,
            Version = run.BenchVersion,
        };
    }
}

/// <summary>Neighbouring metrics of one family, for a heading over their columns.</summary>
internal sealed record PageFamily(string Name, int Span)
{
    public static IEnumerable<PageFamily> Of(ComparisonTable table)
    {
        for (int start = 0, end; start < table.Columns.Length; start = end)
        {
            string family = table.Columns[start].Descriptor.Family;
            end = start;
            while (end < table.Columns.Length && table.Columns[end].Descriptor.Family == family)
            {
                end++;
            }

            yield return new PageFamily(family, end - start);
        }
    }
}

/// <summary>A metric.</summary>
internal sealed record PageMetric(
    string Name, string Short, string Title, string Family, string Arrow, string Better, string Formula, string Citation, string Summary,
    bool IsQuality)
{
    public static PageMetric Of(ComparisonColumn column) => new(
        column.Name,
        column.ShortName + column.Mark,
        column.Descriptor.Name,
        column.Descriptor.Family,
        RunWords.Arrow(column.Descriptor),
        column.Descriptor.Direction == MetricDirection.HigherIsBetter ? "more is better" : "less is better",
        column.Descriptor.Formula,
        column.Descriptor.Citation,
        column.Descriptor.Summary,
        column.Descriptor.Family != MetricFamily.Cost);
}

/// <summary>An explainer's row of the table.</summary>
internal sealed record PageRow(string Name, bool IsFloor, IReadOnlyList<PageCell> Cells)
{
    public static IReadOnlyList<PageRow> Of(IReadOnlyList<string> explainers, IReadOnlyList<ComparisonColumn> columns)
    {
        string[][] letters = [.. columns.Select(column => SignificanceLetters.Of(column).ToArray())];
        int[][] ranks = [.. columns.Select(column => TableRanks.Of(column).ToArray())];
        return [.. explainers.Select((name, i) => new PageRow(
            name,
            columns.Any(column => column.Floor == i),
            [.. columns.Select((column, m) => new PageCell(column, i, letters[m][i], ranks[m][i]))]))];
    }
}

/// <summary>A mean of the table.</summary>
internal sealed record PageCell
{
    public PageCell(ComparisonColumn column, int explainer, string letters, int rank)
    {
        MeanEstimate estimate = column.Comparison.Means[explainer];
        Mean = Numbers.Mean(column, explainer);
        Interval = Numbers.Interval(column, explainer);
        Value = estimate.Count == 0 ? "" : estimate.Mean.ToString("G12", CultureInfo.InvariantCulture);
        Best = column.Standing(explainer) == Standing.Best;
        AmongBest = column.Standing(explainer) == Standing.AmongBest;
        Notes = Numbers.Notes(column, explainer);
        Letters = letters;
        Rank = rank == 0 ? "" : rank.ToString(CultureInfo.InvariantCulture);
        Cases = estimate.Count.ToString(CultureInfo.InvariantCulture);
    }

    public string Mean { get; }

    public string Interval { get; }

    public string Value { get; }

    public bool Best { get; }

    public bool AmongBest { get; }

    public string Notes { get; }

    public string Letters { get; }

    public string Rank { get; }

    public string Cases { get; }
}
