namespace Bench.Evaluation.Tests;

/// <summary>What a run writes.</summary>
public sealed class SuiteRunnerTests
{
    [Fact]
    public void Writes_one_score_per_instance_explainer_and_metric()
    {
        using var suite = new ToySuite();

        (ResultSet results, string folder) = suite.Run();

        folder.ShouldBe(Path.Combine(suite.Home, results.Run.Identity[..12]));
        results.Scores.Count.ShouldBe(8 * 3 * 4);
        IReadOnlyList<ScoreRow> read = ScoresCsv.Read(Path.Combine(folder, "scores.csv"));
        read.Select(row => (row.Instance, row.Target, row.Explainer, row.Metric, row.Status))
            .ShouldBe(results.Scores.Select(row => (row.Instance, row.Target, row.Explainer, row.Metric, row.Status)));
        read.Zip(results.Scores).ShouldAllBe(pair => pair.First.Value == null
            ? pair.Second.Value == null
            : Math.Abs(pair.First.Value.Value - pair.Second.Value!.Value) <= 1e-8 * Math.Abs(pair.Second.Value.Value));
        File.ReadLines(Path.Combine(folder, "explanations.jsonl")).Count().ShouldBe(8);
        Directory.GetFiles(folder).Select(Path.GetFileName).Order()
            .ShouldBe(["cases.csv", "curves.csv", "explanations.jsonl", "run.db", "run.json", "scores.csv"]);
    }

    [Fact]
    public void Another_seed_changes_what_is_random()
    {
        using var suite = new ToySuite();
        suite.Run();
        string first = suite.Read("scores.csv");

        suite.Run(suite.Settings with { Seed = 43 });

        suite.Read("scores.csv").ShouldNotBe(first);
    }

    [Fact]
    public void Every_class_is_explained_where_the_suite_says_so()
    {
        using var suite = new ToySuite(settings: "target: all");

        (ResultSet results, string _) = suite.Run();

        results.Scores.Count.ShouldBe(8 * 2 * 3 * 4);
        results.Scores.Select(row => row.Target).Distinct().ShouldBe(["NEGATIVE", "POSITIVE"]);
    }

    [Fact]
    public void The_true_class_is_explained_where_the_suite_says_so()
    {
        using var suite = new ToySuite(settings: "target: true");

        (ResultSet results, string _) = suite.Run();

        results.Scores.ShouldAllBe(row => (row.Target == "POSITIVE") == (int.Parse(row.Instance.Substring(1)) % 2 == 0));
    }
}
