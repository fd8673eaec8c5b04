using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>What the suite with a known truth says of metrics and explainers.</summary>
public sealed class ClosedFormSuiteTests
{
    // All built-in metrics that judge what an explanation says and apply to formulas: no rationale, no planted word, no weights to draw
    // anew.
    private static readonly string[] _metrics =
    [
        "exact-correlation", "aopc-comprehensiveness", "aopc-sufficiency", "infidelity", "insertion-deletion-gap",
        "faithfulness-correlation", "tau-loo",
        "normalized-comprehensiveness", "normalized-sufficiency", "normalized-aopc", "soft-comprehensiveness", "soft-sufficiency",
        "deletion",
        "insertion", "sensitivity-n", "monotonicity", "decision-flip-fraction", "decision-flip-top-token", "random-logit",
    ];

    [Theory]
    [InlineData("linear", "monotonicity")]
    [InlineData("polynomial", "faithfulness-correlation tau-loo monotonicity")]
    [InlineData("gates", "faithfulness-correlation tau-loo monotonicity")]
    public void The_truth_is_first_and_random_scores_last_on_every_metric_that_passes(string model, string failing)
    {
        ComparisonTable table = Run(model).Table;
        int exact = table.Explainers.IndexOf("exact");
        int random = table.Explainers.IndexOf("random");

        table.Columns.Where(column => column.FailedSelfTest).Select(column => column.Name)
            .ShouldBe(failing.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        foreach (ComparisonColumn column in table.Columns.Where(column => !column.FailedSelfTest))
        {
            double sign = column.Descriptor.Direction == MetricDirection.HigherIsBetter ? 1 : -1;
            double[] means = [.. column.Comparison.Means.Select(mean => sign * mean.Mean)];
            column.Comparison.Best.ShouldContain(exact, column.Name);
            means[random].ShouldBe(means.Min(), column.Name);
            column.BeatsFloor(exact).ShouldBe(column.SelfTest!.BeatsChance, column.Name);
            if (model == "linear")
            {
                // Masks drawn from scores that are the same up to rounding may differ here and there.
                means[exact].ShouldBe(means.Max(), column.Name.StartsWith("soft-", StringComparison.Ordinal) ? 0.01 : 1e-6, column.Name);
            }
        }
    }

    [Fact]
    public void Leave_one_out_wins_the_metric_that_is_made_of_it_though_it_is_not_the_truth()
    {
        ComparisonTable table = Run("gates").Table;
        int leaveOneOut = table.Explainers.IndexOf("leave-one-out");

        Column("tau-loo").Comparison.Means[leaveOneOut].Mean.ShouldBe(1, 1e-9);
        Column("tau-loo").Mark.ShouldBe(" ‡");
        Column("exact-correlation").Comparison.Means[leaveOneOut].Mean.ShouldBeLessThan(0.95);
        Column("exact-correlation").Comparison.Means[table.Explainers.IndexOf("exact")].Mean.ShouldBe(1, 1e-9);

        ComparisonColumn Column(string name) => table.Columns.Single(column => column.Name == name);
    }

    /// <summary>
    /// Issue 12, must show: an explainer that says nothing on half of the texts, and the truth on the others, does not win.
    /// </summary>
    [Fact]
    public void An_explainer_that_is_silent_on_half_of_the_texts_does_not_win()
    {
        ResultSet full = Run("linear");
        string[] silent = [.. full.Scores.Select(row => row.Instance).Distinct().Where((_, i) => i % 2 == 0)];
        var results = new ResultSet
        {
            Run = full.Run,
            Scores = [.. full.Scores.Select(row => row.Explainer == "exact" && silent.Contains(row.Instance)
                ? row with { Value = null, Status = ScoreRow.NotApplicable("it says nothing") } : row)],
        };
        int exact = results.Table.Explainers.IndexOf("exact");

        full.Table.Columns.Count(column => column.IsBest(exact)).ShouldBeGreaterThan(10);
        results.Table.Columns.ShouldAllBe(column => !column.IsBest(exact));
        results.Table.Columns.ShouldAllBe(column => column.Comparison.Coverage[exact].Silence >= 0.5);
        results.Analysis.Rankings.ShouldAllBe(ranking => double.IsNaN(ranking.MeanRanks[exact]));
        Conclusions.Sentences(results.Table)
            .ShouldContain(sentence =>
                sentence.StartsWith(
                    "On exact-correlation, exact is silent on 40 of 80 cases (50 %), so it cannot win", StringComparison.Ordinal));
    }

    private static ResultSet Run(string model) => ClosedFormRuns.Run(
        "closed-form", model, "exact,gradient-x-input,integrated-gradients:steps=20,leave-one-out,lime:samples=100,random", _metrics,
        limit: 80);
}
