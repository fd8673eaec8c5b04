using Bench.Abstractions;
using Bench.Explainers;
using Bench.Performance;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class ShapleyErrorStudyTests
{
    private static readonly ToyTokenizer _tokenizer = new();

    [Theory]
    [InlineData(new double[] { 3, 4 }, new double[] { 3, 4 }, 0)]
    [InlineData(new double[] { 3, 4 }, new double[] { 0, 0 }, 1)]
    [InlineData(new double[] { 3, -4 }, new double[] { 3, 1 }, 1)]
    public void The_error_is_relative_to_the_length_of_the_exact_values(double[] expected, double[] found, double error) =>
        ShapleyErrorStudy.RelativeError(expected, found).ShouldBe(error, 1e-15);

    // Where features do not interact, any permutation, any regression and every tree that is resolved hits the values exactly.
    [Fact]
    public void An_additive_game_is_no_work_for_regressions_permutations_and_trees()
    {
        ShapleyErrors errors = Run(Additive, seeds: 2, Text(10), Text(11), Text(9), Text(15));

        errors.Texts.ShouldBe(2);
        errors.Cells.Select(cell => (cell.Estimator, cell.Budget)).ShouldBe(
            ShapleyErrorStudy.Estimators.SelectMany(id => ShapleyErrorStudy.Budgets.Select(budget => (id, budget))));
        foreach (ShapleyErrorCell cell in errors.Cells)
        {
            cell.Rows.ShouldBeInRange(2, cell.Budget);
            if (cell.Estimator != "unbiased-kernel-shap" && (cell.Estimator != "partition-shap" || cell.Budget == 1000))
            {
                cell.Error.Mean.ShouldBeLessThan(1e-4, cell.Estimator);
            }
        }
    }

    [Fact]
    public void More_rows_mean_less_error_where_features_interact()
    {
        ShapleyErrors errors = Run(Interacting, seeds: 3, Text(10), Text(12));

        foreach (IGrouping<string, ShapleyErrorCell> estimator in errors.Cells.GroupBy(cell => cell.Estimator))
        {
            double[] means = [.. estimator.Select(cell => cell.Error.Mean)];
            means[^1].ShouldBeLessThanOrEqualTo(means[0], estimator.Key);
            (estimator.Key == "partition-shap" || means[0] > 0.01).ShouldBeTrue(estimator.Key);
        }
    }

    [Fact]
    public void Equal_studies_give_equal_bytes()
    {
        string[] tables = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            using var writer = new StringWriter();
            Run(Interacting, seeds: 2, Text(10)).Write("films", writer);
            return writer.ToString();
        })];
        tables[1].ShouldBe(tables[0]);
    }

    [Fact]
    public void Texts_too_long_to_enumerate_are_refused_when_there_are_no_others() =>
        Should.Throw<BenchException>(() => Run(Additive, 1, Text(30))).Message.ShouldContain("10 to 14 tokens");

    [Fact]
    public void The_tables_have_a_row_per_estimator_and_a_column_per_budget()
    {
        var cell = new ShapleyErrorCell("kernel-shap", 1000, new MeanEstimate(0.25, 0.125, 0.5, 3, IntervalKind.Student), 998.4);
        using var writer = new StringWriter { NewLine = "\n" };
        new ShapleyErrors("toy", 3, 5, [cell with { Budget = 50, Rows = 50 }, cell]).Write("films", writer);

        string text = writer.ToString();
        text.ShouldContain("3 texts of films with 10 to 14 tokens on toy, mean over 5 seeds each.");
        text.ShouldContain(
            "| estimator | 50 rows | 1,000 rows |\n|---|---:|---:|\n| kernel-shap | 0.250 [0.125, 0.500] | 0.250 [0.125, 0.500] |\n");
        text.ShouldContain("| kernel-shap | 50 | 998 |\n");
    }

    // The probability of the second class, ½ + ½ tanh(z): nearly a line for small z.
    private static double Additive(InputRow row) => 1e-3 * Weights(row).Sum();

    private static double Interacting(InputRow row)
    {
        double[] weights = [.. Weights(row)];
        return weights.Sum() + (2 * weights.Zip(weights.Skip(1)).Sum(pair => pair.First * pair.Second * (pair.First > 0.3 ? 3 : -2)));
    }

    private static IEnumerable<double> Weights(InputRow row) =>
        row.TokenIds.ToArray().Select(id => id < 10 ? 0 : ((id * 7 % 11) - 4) / 10.0);

    private static Instance Text(int words) => new()
    {
        Id = $"{words}",
        Text = string.Join(' ', Enumerable.Range(0, words).Select(i => $"word{i}")),
        Source = "test",
    };

    private static ShapleyErrors Run(Func<InputRow, double> logit, int seeds, params Instance[] instances)
    {
        var model = new FunctionModel(row => [-logit(row), logit(row)], "A", "B");
        var study = new ShapleyErrorStudy(BuiltInExplainers.AddTo(new Catalog<ExplainerDescriptor, IExplainer>("explainer")), seeds);
        return study.Run(new LoadedModel("toy", model, _tokenizer, new Lazy<string>("00")), instances, new Silent());
    }

    private sealed class Silent : IRunProgress
    {
        public void Started(int instances, int done)
        {
        }

        public void Advanced(int done)
        {
        }
    }
}
