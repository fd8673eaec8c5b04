namespace Bench.Evaluation.Tests;

public sealed class ComparisonTableTests
{
    private static readonly double[] _good = SampleRun.Noisy(60, 0.7, "good");
    private static readonly double[] _fair = SampleRun.Noisy(60, 0.4, "fair");
    private static readonly double[] _chance = SampleRun.Noisy(60, 0.1, "random");

    [Fact]
    public void All_metrics_are_corrected_for_together_and_costs_apart()
    {
        ComparisonTable table = new SampleRun("a", "b", "c")
            .With("faithfulness/m", _good, _fair, _chance).With("plausibility/p", _fair, _fair, _good)
            .With("-cost/rows", _fair, _good, _chance).Results().Table;
        ComparisonColumn[] judged = [.. table.Columns.Take(2)];
        (int First, int Second)[] pairs = [(0, 1), (0, 2), (1, 2)];

        double[] expected = MultipleTesting.Holm(
            [.. judged.SelectMany(column => pairs.Select(pair => column.Comparison.Difference(pair.First, pair.Second).PValue))]);

        judged.SelectMany(column => pairs.Select(pair => column.Comparison.AdjustedPValue(pair.First, pair.Second))).ShouldBe(expected);
        table.Columns.Select(column => column.Comparison.Tests).ShouldBe([6, 6, 3]);
        new SampleRun("a", "b", "c") { Shown = ["n"] }.With("faithfulness/m", _good, _fair, _chance)
            .With("faithfulness/n", _fair, _fair, _good).Results()
            .Table.Columns.Select(column => column.Comparison.Tests).ShouldBe([3, 3]);
    }

    [Theory]
    [InlineData("m", "Short")]
    [InlineData("m:removal=mask", "Short (mask)")]
    [InlineData("m:removal=attentionmask,steps=5", "Short (attentionmask, steps=5)")]
    public void Columns_of_one_metric_are_told_apart_by_their_options(string name, string expected)
    {
        ComparisonColumn column = new SampleRun("a", "b").With("faithfulness/m", _good, _fair).Results().Table.Columns[0];

        (column with { Name = name, Descriptor = column.Descriptor with { ShortName = "Short" } }).ShortName.ShouldBe(expected);
    }

    /// <summary>Issue 12, seen 3: people marked words for the true class, so explanations of another class are shown apart.</summary>
    [Fact]
    public void Plausibility_counts_where_the_explained_class_is_the_true_one()
    {
        // On the first 40 cases a is better, on the other 20, whose true class is another, b by more.
        double[] first = [.. _good[..40], .. SampleRun.Noisy(20, 0, "wrong a")];
        double[] second = [.. _fair[..40], .. SampleRun.Noisy(20, 1, "wrong b")];
        string?[] labels = [.. Enumerable.Range(0, 60).Select(i => i < 30 ? "YES" : i < 40 ? null : "NO")];
        ComparisonTable table = new SampleRun("a", "b") { Labels = labels }
            .With("plausibility/p", first, second).With("faithfulness/m", first, second).Results().Table;

        table.Columns[0].Comparison.Means[0].Count.ShouldBe(40);
        table.Columns[0].Comparison.Standing(0).ShouldBe(Standing.Best);
        table.Columns[0].Missing.ShouldBe([0, 0]);
        table.Columns[1].Comparison.Means[0].Count.ShouldBe(60);
        ComparisonColumn apart = table.OtherClass.ShouldHaveSingleItem();
        (apart.Name, apart.Comparison.Means[1].Count).ShouldBe(("p", 20));
        apart.Comparison.Means[1].Mean.ShouldBe(1, 0.1);
        apart.IsBest(1).ShouldBeFalse();

        ComparisonTable all = new SampleRun("a", "b")
        {
            Labels = labels,
            Protocol = new EvaluationProtocol { Plausibility = PlausibilityCases.All },
        }
            .With("plausibility/p", first, second).Results().Table;
        all.Columns[0].Comparison.Means[0].Count.ShouldBe(60);
        all.OtherClass.ShouldBeEmpty();
    }

    [Fact]
    public void Scores_without_a_sign_are_judged_apart_where_a_sign_is_asked_for()
    {
        ComparisonTable table = new SampleRun("gradient", "signed", "random") { Unsigned = ["gradient"] }
            .With("faithfulness/m", _good, _fair, _chance).With("-robustness/s", _fair, _good, _chance).Results().Table;

        table.Columns[0].Unsigned.ShouldBe([0]);
        table.Columns[0].Comparison.Standing(0).ShouldBe(Standing.None);
        table.Columns[0].BeatsFloor(0).ShouldBe(true);
        table.Columns[1].Unsigned.ShouldBeEmpty();
        JointRanking.Of(table, "faithfulness")!.MeanRanks.ShouldBe([double.NaN, 1, 2]);
        Conclusions.Sentences(table)
            .ShouldContain("gradient gives scores without a sign: judged apart on metrics that ask which tokens speak for the class.");
    }

    [Fact]
    public void A_constant_explanation_ranks_as_the_random_order_that_it_is()
    {
        double[] constant = [.. _good[..30], .. SampleRun.Constant(30, SampleRun.ConstantExplanation)];
        SampleRun Run(ConstantExplanations choice) =>
            new SampleRun("a", "b", "random") { Protocol = new EvaluationProtocol { ConstantExplanations = choice } }
                .With("faithfulness/m", constant, _fair, _chance);

        MetricComparison missing = Run(ConstantExplanations.Missing).Results().Table.Columns[0].Comparison;
        MetricComparison filled = Run(ConstantExplanations.RandomOrder).Results().Table.Columns[0].Comparison;

        double expected = (_good[..30].Sum() + _chance[30..].Sum()) / 60;
        missing.Means[0].Count.ShouldBe(30);
        missing.Coverage[0].IsSilent.ShouldBeTrue();
        missing.RankCoverage[0].IsSilent.ShouldBeFalse();
        (missing.Effect(0) - missing.Effect(1)).ShouldBe(expected - _fair.Average(), 1e-9);
        filled.Means[0].Mean.ShouldBe(expected, 1e-9);
        filled.Difference(0, 1).Estimate.Count.ShouldBe(60);
    }

    [Fact]
    public void Duplicate_texts_and_targets_of_one_text_count_once()
    {
        string[] texts = [.. Enumerable.Range(0, 60).Select(i => $"text {i % 25}")];
        ComparisonTable table = new SampleRun("a", "b") { Texts = texts }.With("faithfulness/m", _good, _fair).Results().Table;

        table.Columns[0].Comparison.Means[0].Count.ShouldBe(25);
        table.Columns[0].Comparison.Difference(0, 1).Estimate.Count.ShouldBe(25);
    }

    [Fact]
    public void A_metric_that_is_only_shown_has_no_say()
    {
        ComparisonTable table = new SampleRun("a", "b", "random") { Shown = ["loo"] }
            .With("faithfulness/loo", _good, _fair, _chance).With("faithfulness/m", _fair, _good, _chance).Results().Table;

        JointRanking.Of(table, "faithfulness")!.Metrics.ShouldBe(["m"]);
        Conclusions.Sentences(table)[0].ShouldBe("Faithfulness: b is best on m.");
    }

    [Fact]
    public void With_few_texts_nothing_is_best_and_the_words_say_how_many_would_do()
    {
        ComparisonTable table = new SampleRun("a", "b", "random").With("faithfulness/m", _good[..6], _fair[..6], _chance[..6])
            .Results().Table;

        table.Columns[0].Comparison.Best.ShouldBeEmpty();
        Conclusions.Sentences(table).ShouldBe(["Faithfulness: too few cases to call any explainer best (n = 6; about 20 would do)."]);
    }

    [Fact]
    public void Words_part_the_best_from_those_among_the_best()
    {
        double[] close = [.. _good.Select((score, i) => score + (i % 2 == 0 ? 0.11 : -0.1))];
        ComparisonTable table = new SampleRun("a", "b", "c", "random")
            .With("faithfulness/m", _good, _fair, close, _chance)
            .With("faithfulness/n", SampleRun.Noisy(60, 0.9, "x"), SampleRun.Noisy(60, 0.5, "y"), SampleRun.Noisy(60, 0.4, "z"),
                SampleRun.Noisy(60, 0.1, "w")).Results().Table;

        Conclusions.Sentences(table)[0].ShouldMatch(
            @"^Faithfulness: a is best on 1 of 2 metrics; a and c are among the best on 1 of 2 metrics, not told apart \(too few texts: about \d+ would do\)\.$");
    }

    [Fact]
    public void Silence_is_said_with_its_bounds()
    {
        double[] silent = [.. _good[..30], .. SampleRun.Constant(30, double.NaN)];

        Conclusions.Sentences(new SampleRun("a", "b", "random").With("faithfulness/m", silent, _fair, _chance).Results().Table)
            .ShouldContain(sentence =>
                sentence.StartsWith(
                    "On m, a is silent on 30 of 60 cases (50 %), so it cannot win; with them its mean would lie between 0.3",
                    StringComparison.Ordinal));
    }

    [Fact]
    public void Scores_that_are_zero_but_for_rounding_are_flagged()
    {
        ComparisonColumn column = new SampleRun("a", "b").With("faithfulness/m", SampleRun.Constant(30, 1e-8), _fair[..30])
            .Results().Table.Columns[0];

        (column.IsNoSignal(0), column.IsNoSignal(1)).ShouldBe((true, false));
    }
}
