using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class EditedRunTests
{
    [Fact]
    public void A_run_scores_the_edits_of_its_dataset_and_counts_instances_without()
    {
        using var suite = new ToySuite();
        Write(suite, """
            {"id": "moved", "text": "good very dull film", "edits": ["good very dull film bad"]}
            {"id": "plain", "text": "good very dull film"}
            """);

        ResultSet results = suite.Run(suite.Settings with { Metrics = [ComponentSpec.Parse("edit-invariance")] }).Results;

        // The model is a sum over words, so exact methods give unchanged words unchanged scores.
        ScoreRow[] rows = [.. results.Scores.Where(row => row.Explainer == "gradient-x-input")];
        rows[0].Value.ShouldNotBeNull().ShouldBe(1, 1e-9);
        (rows[1].Value, rows[1].Status).ShouldBe((null, "not applicable: the instance has no edited texts"));

        // The metric says nothing about the second instance whoever explains it, so nobody is silent there.
        results.Table.Columns[0].Missing.ShouldBe([0, 0, 0]);
        results.Table.Columns[0].Comparison.Means.ShouldAllBe(mean => mean.Count == 1);
    }

    private static void Write(ToySuite suite, string lines) =>
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(suite.File)!, "texts.jsonl"), lines + "\n");
}
