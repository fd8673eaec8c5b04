using Bench.Evaluation;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>
/// The committed results of the shipped suites, computed again. On the machine type they were made on the bytes are the same; other
/// vector widths round differently, which may swap tokens with nearly equal scores, so a few scores may move and the means hardly.
/// </summary>
public sealed class ReferenceResultsTests
{
    private const double ScoreTolerance = 1e-3;
    private const double ShareThatMayMove = 0.02;
    private const double MeanTolerance = 0.005;

    [Theory]
    [InlineData("film-reviews", "sst2-bert-mini")]
    [InlineData("emotions", "emotion-bert-mini")]
    [InlineData("planted-shortcuts", "planted-shortcut-bert-tiny")]
    [InlineData("closed-form", "linear", "polynomial", "gates")]
    [InlineData("mosaics", "emotion-bert-mini")]
    [InlineData("gender-words", "by-gender-words", "by-occupation")]
    [InlineData("failure-modes", "additive", "conflict", "interaction", "saturation", "negation", "shattered-gradient")]
    [Trait("Speed", "Slow")]
    public void Code_and_reference_agree(string suite, params string[] models)
    {
        using var folder = new TemporaryFolder();
        BenchProcess.Outcome outcome = BenchProcess.Run("run", suite, "--out", folder.Path);
        outcome.ExitCode.ShouldBe(0, outcome.Error);

        foreach (string model in models)
        {
            Compare(
                suite,
                ScoresCsv.Read(Path.Combine(Repository.Root, "results", suite, model, "scores.csv")),
                ScoresCsv.Read(Path.Combine(RunFolders.Only(folder.Path, suite, model), "scores.csv")));
        }
    }

    // A share of the cases is enough to see that a task still means the same; whole suites of every task would take the check too long.
    [Theory]
    [InlineData("ner-names", "ner-names-bert-mini", 40)]
    [InlineData("qa-facts", "qa-facts-bert-mini", 8)]
    [InlineData("nli-topics", "nli-topics-bert-mini", 40)]
    [InlineData("zero-shot-topics", "nli-topics-bert-mini", 20)]
    [InlineData("shapes", "shapes-vit-mini", 20)]
    [Trait("Speed", "Slow")]
    public void Code_and_reference_agree_on_the_first_cases(string suite, string model, int cases)
    {
        using var folder = new TemporaryFolder();
        BenchProcess.Outcome outcome = BenchProcess.Run("run", suite, "--limit", $"{cases}", "--out", folder.Path);
        outcome.ExitCode.ShouldBe(0, outcome.Error);

        IReadOnlyList<ScoreRow> found = ScoresCsv.Read(Path.Combine(RunFolders.Only(folder.Path, suite, model), "scores.csv"));
        found.DistinctBy(row => row.Instance).Count().ShouldBe(cases);
        Compare(suite, [.. ScoresCsv.Read(Path.Combine(Repository.Root, "results", suite, model, "scores.csv")).Take(found.Count)], found);
    }

    private static void Compare(string suite, IReadOnlyList<ScoreRow> expected, IReadOnlyList<ScoreRow> found)
    {
        string remedy =
            $"If the change is meant, raise the suite's version and run `./run-bench.sh run {suite} --reference` to renew results/{suite}";
        found.Select(Key).ShouldBe(expected.Select(Key), remedy);
        (ScoreRow Expected, ScoreRow Found)[] pairs = [.. expected.Zip(found)];
        pairs.Count(pair => Differ(pair.Expected, pair.Found)).ShouldBeLessThanOrEqualTo((int)(ShareThatMayMove * pairs.Length), remedy);
        foreach (var cell in pairs.Where(pair => pair.Expected.Value.HasValue && pair.Found.Value.HasValue)
            .GroupBy(pair => (pair.Expected.Explainer, pair.Expected.Metric)))
        {
            double mean = cell.Average(pair => pair.Expected.Value!.Value);
            cell.Average(pair => pair.Found.Value!.Value)
                .ShouldBe(mean, MeanTolerance * Math.Max(1, Math.Abs(mean)), $"{cell.Key}. {remedy}");
        }
    }

    private static string Key(ScoreRow row) => string.Join('|', row.Instance, row.Target, row.Explainer, row.Metric);

    private static bool Differ(ScoreRow a, ScoreRow b) => a.Status != b.Status
        || (a.Value is { } x && b.Value is { } y && Math.Abs(x - y) > ScoreTolerance * Math.Max(1, Math.Abs(x)));
}
