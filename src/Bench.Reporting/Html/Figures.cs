using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>The pictures of a report. A new kind of picture is one more entry here.</summary>
internal static class Figures
{
    /// <summary>All pictures for which the run has data.</summary>
    /// <param name="results">The run.</param>
    /// <param name="data">What was gathered from its explanations.</param>
    public static IReadOnlyList<Figure> Of(ResultSet results, PageData data)
    {
        ComparisonColumn[] columns = [.. results.Table.Columns.Where(column => column.Descriptor.Family != MetricFamily.Cost)];
        int cases = Math.Max(1, results.Scores.Count / Math.Max(1, results.Run.Explainers.Length * results.Run.Metrics.Length));
        double[] rows = [.. results.Run.Explainers.Select(explainer => Rows(results.Run, explainer.Name) / (double)cases)];
        ILookup<(string, string), double> scores = results.Scores.Where(row => row.Value is not null)
            .ToLookup(row => (row.Explainer, row.Metric), row => row.Value!.Value);
        ILookup<string,
            MeanCurve> curves = results.Curves.Where(curve => results.Table.Explainers.Contains(curve.Explainer))
                .ToLookup(curve => curve.Metric);
        bool isNumber = results.Run.Model.Activation == OutputActivation.Identity;
        var figures = new List<Figure>
        {
            new(
                "Quality against cost",
                "Each explainer's mean and 95 % interval against the rows it sends through the model for one explanation, forward and "
                    + "backward. "
                + "The dashed line is the Pareto front: no other explainer is both cheaper and better.",
                [.. columns.Select(column => new Panel(column.Name, CostPlot.Draw(column, rows)))]),
            new(
                "Scores over texts",
                "Box: middle half of the texts; thick line: median; whiskers: whole range; dot: mean.",
                [.. columns.Select(column => new Panel(
                    column.Name,
                    DistributionPlot.Draw(column, [.. results.Table.Explainers.Select(name => scores[(name, column.Name)].ToArray())])))]),
            new(
                "Mean ranks and critical difference",
                "Each explainer’s rank among the others, mean over cases. Explainers under one bar cannot be told apart: their mean "
                    + "ranks differ by less "
                + "than the critical difference of Nemenyi’s test, level 0.05 (Demšar 2006). Ranks leave out how large differences are, "
                    + "so this and "
                + "the table’s permutation test of means may differ.",
                [.. results.Analysis.Metrics.Where(metric =>
                    metric.Column.Descriptor.Family != MetricFamily.Cost && metric.Friedman is not null)
                    .Select(metric => new Panel(metric.Column.Name, RankPlot.Draw(metric, metric.Friedman!)))]),
        };
        figures.Add(new Figure(
            "What removing tokens does",
            $"{(isNumber ? "The output" : "The probability of the explained class")} "
            + "while the tokens that an explainer ranks first are removed (deletion, comprehensiveness: the "
            + "faster it falls the better) or while only they are left (insertion, sufficiency: the faster it rises the better), mean "
                + "over cases. "
            + "AOPC metrics are measured at their bins only; straight lines join them.",
            [.. columns.Where(column => curves[column.Name].Any())
                .Select(column => new Panel(column.Name, CurvePlot.Draw(column, [.. curves[column.Name]], isNumber)))]));
        RankingSensitivity[] choices = [.. RankingSensitivity.Of(results.Table).Where(family => family.LeaveOneOut.Length > 0)];
        if (choices.Length > 0)
        {
            figures.Add(new Figure(
                "If other metrics had been chosen",
                "Bars: share of all selections of a family’s metrics in which an explainer has the best mean rank; a shared first place "
                    + "is shared. Dots: who "
                + "is first where one metric is left out. Metrics that failed their self-test are in no selection.",
                [new Panel("", MetricChoicePlot.Draw(choices, results.Table))]));
        }

        if (data.Total > 0 && results.Table.Explainers.Length > 1)
        {
            figures.Add(new Figure(
                "Agreement between explainers",
                "Spearman's correlation of the magnitudes of token scores, mean over texts (Krishna et al. 2022). "
                + "1: the same tokens matter to both; 0: unrelated.",
                [new Panel("", AgreementMap.Draw(data.Agreement))]));
        }

        return [.. figures.Where(figure => figure.Panels.Count > 0)];
    }

    private static long Rows(RunManifest run, string explainer) =>
        run.ExplainerCosts.TryGetValue(explainer, out TotalCost? cost) ? cost.RowsForward + cost.RowsBackward : 0;
}
