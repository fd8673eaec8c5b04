namespace Bench.Evaluation.Tests;

public sealed class MeanCostTests
{
    [Fact]
    public void Costs_are_means_over_the_explanations_that_were_made()
    {
        ResultSet results = new SampleRun("a", "random").With("faithfulness/m", [1, 1, 1, 1], [0, 0, 0, 0]).Costing("a", 10, 5).Results();
        RunManifest run = results.Run with
        {
            ExplainerCosts = new Dictionary<string, TotalCost> { ["a"] = new(40, 20, 400, 0.02, 8e9), ["random"] = new(0, 0, 0, 0) },
        };

        MeanCost.Of(new ResultSet { Run = run, Scores = results.Scores }).ShouldBe(
        [
            new MeanCost("a", 4, 10, 5, 100, 2e9, 0.005), new MeanCost("random", 4, 0, 0, 0, 0, 0),
        ]);

        // One explanation was refused; the core did not count.
        RunManifest refused = run with
        {
            ExplainerCosts = new Dictionary<string, TotalCost> { ["a"] = new(30, 0, 300, 0.03), ["random"] = new(0, 0, 0, 0) },
            Trust = new Dictionary<string, RecordedFlags>
            {
                ["a"] = new(3, new Dictionary<string, int>()),
                ["random"] = new(0, new Dictionary<string, int>()),
            },
        };
        MeanCost.Of(new ResultSet { Run = refused, Scores = results.Scores }).ShouldBe(
        [
            new MeanCost("a", 3, 10, 0, 100, null, 0.01),
            new MeanCost("random", 0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN),
        ]);
    }

    [Fact]
    public void A_run_counts_operations_where_the_model_can_say_and_files_without_them_are_read()
    {
        RunManifest run = new SampleRun("a").With("faithfulness/m", [1]).Results().Run with
        {
            ExplainerCosts = new Dictionary<string, TotalCost> { ["a"] = new(1, 2, 3, 4, 5e12) },
        };

        RunManifest.Parse(run.ToJson(), "here").ExplainerCosts["a"].ShouldBe(new TotalCost(1, 2, 3, 4, 5e12));
        string old = run.ToJson().Replace(",\n      \"flops\": 5000000000000", "", StringComparison.Ordinal);
        old.ShouldNotContain("flops\": 5");
        RunManifest.Parse(old, "here").ExplainerCosts["a"].Flops.ShouldBe(0);
    }
}
