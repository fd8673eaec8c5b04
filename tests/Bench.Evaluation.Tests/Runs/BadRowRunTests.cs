using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class BadRowRunTests
{
    private const string Rows =
        "{\"text\": \"good\"}\n{\"text\": \"\"}\n{\"text\": \"bad film\", \"label\": \"none\"}\n{\"text\": \"bad good\"}\n";

    [Fact]
    public void All_bad_rows_are_named_at_once()
    {
        using var suite = new ToySuite();
        Rewrite(suite, Rows + string.Concat(Enumerable.Repeat("{}\n", 30)));

        BenchException error = Should.Throw<BenchException>(() => suite.Run(suite.Settings));

        error.Problem.ShouldBe("32 rows cannot be used");
        error.Details.Count.ShouldBe(21);
        error.Details[0].ShouldContain("texts.jsonl:2: The text is empty");
        error.Details[1].ShouldContain("texts.jsonl:3: The model");
        error.Details[19].ShouldContain("texts.jsonl:22: There is no 'text'");
        error.Details[20].ShouldBe("… and 12 more");
        error.Remedy.ShouldNotBeNull().ShouldContain("on-bad-row: skip");
    }

    [Fact]
    public void Rows_that_may_be_skipped_are_counted()
    {
        using var suite = new ToySuite();
        Rewrite(suite, Rows);
        AddToDataset(suite, "on-bad-row: skip");

        ResultSet results = suite.Run(suite.Settings).Results!;

        results.Run.Instances.ShouldBe(2);
        results.Run.SkippedRows.ShouldBe(2);
        results.Scores.Select(row => row.Instance).Distinct().ShouldBe(["1", "4"]);
        results.Run.Dataset.Options["on-bad-row"].ShouldBe("skip");
    }

    [Fact]
    public void Labels_are_mapped_to_those_of_the_model()
    {
        using var suite = new ToySuite();
        Rewrite(suite, "{\"text\": \"good\", \"label\": \"yes\"}\n");
        Should.Throw<BenchException>(() => suite.Run(suite.Settings)).Remedy.ShouldNotBeNull().ShouldContain("labels: {yes: …}");

        AddToDataset(suite, "labels: {yes: POSITIVE}");

        suite.Run(suite.Settings).Results!.Run.Labelled.ShouldBe(1);
    }

    private static void Rewrite(ToySuite suite, string rows) =>
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(suite.File)!, "texts.jsonl"), rows);

    private static void AddToDataset(ToySuite suite, string line) =>
        File.WriteAllText(suite.File, File.ReadAllText(suite.File).Replace("format: jsonl", $"format: jsonl\n  {line}"));
}
