using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>What the suite failure-modes says of explainers, and how runs become a profile.</summary>
public sealed class FailureModesTests
{
    private static readonly string[] _modes = ["additive", "conflict", "interaction", "negation", "saturation", "shattered-gradient"];

    [Fact]
    public void Every_explainer_fails_where_its_method_says()
    {
        var profile = FailureProfile.Of(
            [.. _modes.Select(mode => ClosedFormRuns.Run(
                "failure-modes", mode, "exact,gradient-x-input,leave-one-out,kernel-shap,random", ["exact-correlation"], limit: 60))],
            "exact-correlation",
            0.98);

        profile.Modes.ShouldBe(_modes);
        Verdicts("exact").ShouldBe("Holds Holds Holds Holds Holds Holds");
        Verdicts("kernel-shap").ShouldBe("Holds Holds Holds Holds Holds Holds");

        // Each word of a pair gets all of its joint effect, and none where either alone would do.
        Verdicts("leave-one-out").ShouldBe("Holds Holds Fails Fails Fails Holds");

        // The slope where the text stands says as much of that as leaving out, and nothing of a wave.
        Verdicts("gradient-x-input").ShouldBe("Holds Holds Fails Fails Fails Fails");
        Verdicts("random").ShouldBe("Fails Fails Fails Fails Fails Fails");

        string Verdicts(string explainer) =>
            string.Join(' ', profile.Rows.Single(row => row.Explainer == explainer).Cells.Select(cell => cell.Verdict));
    }

    [Fact]
    public void Less_is_better_where_the_metric_says_so_and_what_was_not_run_is_silent()
    {
        ResultSet first = ClosedFormRuns.Run("failure-modes", "additive", "exact,random", ["model-rows"], limit: 12);
        ResultSet second = ClosedFormRuns.Run("failure-modes", "conflict", "exact,leave-one-out", ["model-rows"], limit: 12);

        var profile = FailureProfile.Of([first, second], "model-rows", 0);

        profile.Rows.Select(row => (row.Explainer, string.Join(' ', row.Cells.Select(cell => cell.Verdict)))).ShouldBe(
            [("exact", "Holds Holds"), ("random", "Holds Silent"), ("leave-one-out", "Silent Fails")]);
    }

    [Fact]
    public void Runs_that_do_not_go_together_are_refused()
    {
        ResultSet run = ClosedFormRuns.Run("failure-modes", "additive", "exact,random", ["model-rows"], limit: 2);

        Should.Throw<BenchException>(() => FailureProfile.Of([run], "exact-correlation", 1)).Message
            .ShouldContain("Its metrics: model-rows");
        Should.Throw<BenchException>(() => FailureProfile.Of([run, run], "model-rows", 1)).Message
            .ShouldContain("the same suite and model");
    }
}
