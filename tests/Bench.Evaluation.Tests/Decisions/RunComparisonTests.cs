using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class RunComparisonTests
{
    private static readonly double[] _before = SampleRun.Noisy(50, 0.6, "before", 0.02);

    private static readonly double[] _worse =
        [.. _before.Zip(SampleRun.Noisy(50, -0.1, "change", 0.02), (score, change) => score + change)];

    [Theory]
    [InlineData(19, "too few texts", "(n = 19; about 20 would do)")]
    [InlineData(20, "worse", null)]
    public void Nineteen_texts_decide_nothing_between_runs_and_say_how_many_would_do(int texts, string verdict, string? few)
    {
        double[] high = SampleRun.Noisy(texts, 0.9, "high"), low = SampleRun.Noisy(texts, 0.2, "low");
        var comparison = RunComparison.Of(
            new SampleRun("a").With("faithfulness/m", high).Results(), new SampleRun("a").With("faithfulness/m", low).Results());

        comparison.Differences.ShouldHaveSingleItem().Verdict.ShouldBe(verdict);
        comparison.TooFew.ShouldBe(few);
    }

    [Fact]
    public void Cases_are_paired_by_instance_and_the_rest_is_counted()
    {
        ResultSet first = new SampleRun("a") { Instances = ["x", "y", "z"] }.With("faithfulness/m", [1, 2, 3]).Results();
        ResultSet second = new SampleRun("a") { Instances = ["z", "w", "x"] }.With("faithfulness/m", [5, 9, 2]).Results();

        var comparison = RunComparison.Of(first, second);

        (comparison.Paired, comparison.OnlyFirst, comparison.OnlySecond).ShouldBe((2, 1, 1));
        RunDifference difference = comparison.Differences.ShouldHaveSingleItem();
        (difference.First.Mean, difference.Second.Mean, difference.Difference.Estimate.Mean).ShouldBe((2, 3.5, 1.5));
    }

    [Theory]
    [InlineData("faithfulness/m", "worse")]
    [InlineData("-faithfulness/m", "better")]
    public void The_verdict_follows_the_metric_s_direction(string metric, string verdict) =>
        RunComparison.Of(Run(metric, _before), Run(metric, _worse)).Differences[0].Verdict.ShouldBe(verdict);

    [Theory]
    [InlineData(0.05, true)]
    [InlineData(0.2, false)]
    public void A_loss_beyond_the_limit_is_a_violation(double delta, bool isViolated)
    {
        IReadOnlyList<string> violations = RunComparison.Of(Run("faithfulness/m", _before), Run("faithfulness/m", _worse))
            .Violations(new("m", delta));

        violations.Count.ShouldBe(isViolated ? 1 : 0);
        if (isViolated)
        {
            violations[0].ShouldMatch(@"^m of a is worse by 0\.(09|10)\d+, more than 0\.05: .* n = 50\)$");
        }
    }

    [Fact]
    public void Noise_gains_and_random_scores_violate_nothing()
    {
        double[] noise = [.. _before.Zip(SampleRun.Noisy(50, -0.01, "noise", 0.5), (score, change) => score + change)];

        RunComparison.Of(Run("faithfulness/m", _before), Run("faithfulness/m", noise)).Violations(new("m", 0)).ShouldBeEmpty();
        RunComparison.Of(Run("faithfulness/m", _worse), Run("faithfulness/m", _before)).Violations(new("m", 0)).ShouldBeEmpty();
        RunComparison.Of(Run("faithfulness/m", _before, "random"), Run("faithfulness/m", _worse, "random")).Violations(new("m", 0))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Equal_runs_do_not_differ()
    {
        RunDifference difference = RunComparison.Of(Run("faithfulness/m", _before), Run("faithfulness/m", _before)).Differences[0];

        (difference.Difference.Estimate.Mean, difference.Difference.PValue, difference.Verdict).ShouldBe((0, 1, "no difference shown"));
    }

    [Fact]
    public void Runs_with_nothing_in_common_are_refused()
    {
        ResultSet other = new SampleRun("a") { Instances = ["q"] }.With("faithfulness/m", [1]).Results();

        Should.Throw<BenchException>(() => RunComparison.Of(Run("faithfulness/m", _before), other)).Message
            .ShouldContain("no text in common");
        Should.Throw<BenchException>(() => RunComparison.Of(Run("faithfulness/m", _before), Run("faithfulness/n", _before))).Message
            .ShouldContain("no metric in common");
        ResultSet otherFile = new SampleRun("a") { Dataset = "01" }.With("faithfulness/m", _before).Results();
        Should.Throw<BenchException>(() => RunComparison.Of(Run("faithfulness/m", _before), otherFile)).Message
            .ShouldContain("different files");
        Should.Throw<BenchException>(() =>
            RunComparison.Of(Run("faithfulness/m", _before), Run("faithfulness/m", _before)).Violations(new("mm", 0)))
            .Message.ShouldContain("Did you mean 'm'?");
    }

    [Fact]
    public void Runs_on_different_files_are_paired_where_texts_are_equal_and_not_where_ids_are()
    {
        ResultSet first = Of("00", "t1", "t2", "t3");
        ResultSet second = Of("01", "t1", "t9", "t3");

        RunComparison.Of(first, second).Paired.ShouldBe(2);
        RunComparison.Of(first, Of("00", "t1", "t2", "t3")).Paired.ShouldBe(3);
        Should.Throw<BenchException>(() => RunComparison.Of(first, Of("01", "t7", "t8", "t9"))).Problem.ShouldContain("no text in common");

        static ResultSet Of(string dataset, params string[] texts) =>
            new SampleRun("a") { Dataset = dataset, Instances = ["1", "2", "3"], Texts = texts }.With("faithfulness/m", [1, 2, 3])
                .Results();
    }

    // The same table has other texts where another column is read.
    [Fact]
    public void One_file_read_with_other_options_is_another_file()
    {
        ResultSet titles = Of("title", "t1", "t2");
        ResultSet bodies = Of("body", "b1", "t2");

        RunComparison.Of(titles, bodies).Paired.ShouldBe(1);

        static ResultSet Of(string column, params string[] texts) =>
            new SampleRun("a") { Column = column, Instances = ["1", "2"], Texts = texts }.With("faithfulness/m", [1, 2]).Results();
    }

    [Theory]
    [InlineData("auprc:0.02", "auprc", 0.02)]
    [InlineData("auprc:area=step:0", "auprc:area=step", 0)]
    public void Limits_are_read(string text, string metric, double delta) => WorseLimit.Parse(text).ShouldBe(new WorseLimit(metric, delta));

    [Theory]
    [InlineData("auprc")]
    [InlineData(":0.1")]
    [InlineData("auprc:-1")]
    [InlineData("auprc:much")]
    public void Limits_of_another_form_are_refused(string text) => Should.Throw<BenchException>(() => WorseLimit.Parse(text));

    private static ResultSet Run(string metric, double[] scores, string explainer = "a") =>
        new SampleRun(explainer).With(metric, scores).Results();
}
