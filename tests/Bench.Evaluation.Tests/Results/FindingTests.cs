namespace Bench.Evaluation.Tests;

public sealed class FindingTests
{
    private static readonly double[] _good = SampleRun.Noisy(60, 0.8, "good");
    private static readonly double[] _fair = SampleRun.Noisy(60, 0.5, "fair");
    private static readonly double[] _chance = SampleRun.Noisy(60, 0.2, "chance");

    [Fact]
    public void The_best_is_shown_with_its_largest_corrected_p_value_and_its_cases()
    {
        ComparisonTable table = new SampleRun("a", "b", "random").With("faithfulness/m", _good, _fair, _chance).Results().Table;
        MetricComparison comparison = table.Columns[0].Comparison;
        Math.Max(comparison.AdjustedPValue(0, 1), comparison.AdjustedPValue(0, 2)).ShouldBeLessThan(0.001);

        Conclusions.Of(table)[0].ShouldBe(new Finding("Faithfulness: a is best on m.", FindingKind.Shown)
        {
            Evidence = "against every rival p < 0.001 after correction, n = 60",
            Cases = new FindingCases("m", "a"),
        });
    }

    [Fact]
    public void Those_among_the_best_are_open()
    {
        double[] close = [.. _good.Select((score, i) => score + (i % 2 == 0 ? 0.11 : -0.1))];
        Finding finding =
            Conclusions.Of(new SampleRun("a", "c", "random").With("faithfulness/m", _good, close, _chance).Results().Table)[0];

        finding.Kind.ShouldBe(FindingKind.Open);
        finding.Evidence.ShouldBe("n = 60");
        finding.Cases.ShouldBe(new FindingCases("m", "a"));
    }

    [Fact]
    public void Few_cases_leave_everything_open()
    {
        ComparisonTable table = new SampleRun("a", "b", "random").With("faithfulness/m", _good[..6], _fair[..6], _chance[..6])
            .Results().Table;

        Conclusions.Of(table).ShouldAllBe(finding => finding.Kind == FindingKind.Open);
        SmallSample.Sentence(table).ShouldBe("Too few cases (n = 6; about 20 would do): nothing is marked, whatever the means.");
        SmallSample.Of(table.Columns).ShouldBe("too few cases (n = 6; about 20 would do)");
    }

    [Fact]
    public void Metrics_with_few_cases_are_named_where_others_have_enough()
    {
        double[] few = [.. _good[..6], .. SampleRun.Constant(54, double.NaN)];
        ComparisonTable table = new SampleRun("a", "b").With("faithfulness/m", _good, _fair).With("faithfulness/n", few, few)
            .Results().Table;

        SmallSample.Sentence(table)!.ShouldStartWith("Too few cases on n (n = 6; about ");
        SmallSample.Of(table.Columns).ShouldBeNull();
        SmallSample.Sentence(new SampleRun("a", "b").With("faithfulness/m", _good, _fair).Results().Table).ShouldBeNull();
    }

    [Fact]
    public void What_would_do_is_the_middle_of_what_the_pairs_need()
    {
        ComparisonTable table = new SampleRun("a", "b", "c")
            .With("faithfulness/m", SampleRun.Noisy(12, 0.5, "x"), SampleRun.Noisy(12, 0.52, "y"), SampleRun.Noisy(12, 0.54, "z"))
            .Results().Table;
        MetricComparison comparison = table.Columns[0].Comparison;
        long[] needed =
            [.. new[] { (0, 1), (0, 2), (1, 2) }.Select(pair => comparison.Verdict(pair.Item1, pair.Item2).Needed ?? 0).Order()];

        needed[1].ShouldBeGreaterThan(MetricComparison.FewestTexts);
        SmallSample.Of(table.Columns).ShouldBe($"too few cases (n = 12; about {needed[1]} would do)");
    }

    [Fact]
    public void Silence_points_at_the_cases_without_a_score()
    {
        double[] silent = [.. _good[..30], .. SampleRun.Constant(30, double.NaN)];
        Finding finding = Conclusions.Of(new SampleRun("a", "b", "random").With("faithfulness/m", silent, _fair, _chance).Results().Table)
            .Single(one => one.Sentence.Contains("is silent", StringComparison.Ordinal));

        finding.Kind.ShouldBe(FindingKind.Shown);
        finding.Cases.ShouldBe(new FindingCases("m", "a") { AreMissing = true });
    }

    [Fact]
    public void Metrics_that_cannot_be_relied_on_are_cautions()
    {
        ComparisonTable table = new SampleRun("a", "random").With("faithfulness/m", _chance, [.. _chance.Reverse()]).Results().Table;

        Finding finding = Conclusions.Of(table).Single(one => one.Sentence.StartsWith('†'));
        finding.Kind.ShouldBe(FindingKind.Caution);
        finding.Cases.Metric.ShouldBe("m");
    }
}
