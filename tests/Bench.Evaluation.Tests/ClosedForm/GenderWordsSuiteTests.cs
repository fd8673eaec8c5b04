namespace Bench.Evaluation.Tests;

/// <summary>
/// What the suite of gender words says of plausibility: it measures an explanation only where the model looks at what people mark.
/// </summary>
public sealed class GenderWordsSuiteTests
{
    [Fact]
    public void Where_the_model_decides_as_people_would_marks_and_edits_find_the_truth()
    {
        ComparisonTable table = Run("by-gender-words");

        Mean(table, "auroc", "exact").ShouldBeGreaterThan(0.98);
        Mean(table, "counterfactual-auroc", "exact").ShouldBeGreaterThan(0.98);

        // Of pronouns that stand twice, taking one away changes nothing.
        Mean(table, "exact-correlation", "leave-one-out").ShouldBeLessThan(0.8);
        Mean(table, "counterfactual-auroc", "leave-one-out").ShouldBeLessThan(0.9);
    }

    [Fact]
    public void Where_it_does_not_the_truth_is_as_plausible_as_chance()
    {
        ComparisonTable table = Run("by-occupation");

        Mean(table, "exact-correlation", "exact").ShouldBe(1, 1e-9);
        Mean(table, "auroc", "exact").ShouldBeInRange(0.3, 0.6);
        Mean(table, "counterfactual-auroc", "exact").ShouldBe(double.NaN);
    }

    private static ComparisonTable Run(string model) => ClosedFormRuns.Run(
        "gender-words", model, "exact,leave-one-out,random", ["exact-correlation", "auroc", "counterfactual-auroc"], limit: 60).Table;

    private static double Mean(ComparisonTable table, string metric, string explainer) =>
        table.Columns.Single(column => column.Name == metric).Comparison.Means[table.Explainers.IndexOf(explainer)].Mean;
}
