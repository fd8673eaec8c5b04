using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class RunMergerTests : IDisposable
{
    private readonly ToySuite _suite = new();
    private readonly RunMerger _merger = new([]);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(11)]
    public void Shards_joined_in_any_order_give_the_bytes_of_one_run(int count)
    {
        using var reference = new ToySuite();
        reference.Run();
        string[] shards = Shards(count);
        var random = new DeterministicRandom(3);

        (ResultSet _, string folder,
            IReadOnlyList<string> notes) = _merger.Merge(
                shards.OrderBy(_ => random.NextUInt64()), count == 1 ? _suite.Results + "2" : null, false);

        notes.ShouldBeEmpty();
        foreach (string file in new[] { "scores.csv", "curves.csv", "explanations.jsonl" })
        {
            File.ReadAllText(Path.Combine(folder, file)).ShouldBe(reference.Read(file));
        }

        RunManifest one = RunManifest.Read(Path.Combine(reference.ModelResults, "run.json"));
        RunManifest joined = RunManifest.Read(Path.Combine(folder, "run.json"));
        (joined.Identity, joined.Instances, joined.Correct, joined.Asked, joined.Computed)
            .ShouldBe((one.Identity, one.Instances, one.Correct, one.Asked, one.Computed));
    }

    [Fact]
    public void Missing_instances_are_named_and_refused_unless_that_is_wanted()
    {
        string[] shards = Shards(3);

        BenchException error = Should.Throw<BenchException>(() => _merger.Merge([shards[0], shards[2]], null, false));
        error.Problem.ShouldBe("3 of 8 instances are missing: 1, 4, 7");
        File.Exists(Path.Combine(Path.GetDirectoryName(shards[0])!, "run.json")).ShouldBeFalse();

        (ResultSet results, string folder, IReadOnlyList<string> notes) = _merger.Merge([shards[0], shards[2]], null, true);
        notes.ShouldBe(["3 of 8 instances are missing: 1, 4, 7."]);
        (results.Run.Instances, results.Run.Missing).ShouldBe((5, 3));
        results.Scores.Select(row => row.Instance).Distinct().ShouldBe(["t0", "t2", "t3", "t5", "t6"]);

        using var reference = new ToySuite();
        reference.Run();
        (ResultSet completed, string _) = _suite.Run();
        completed.Run.ResumedInstances.ShouldBe(5);
        completed.Run.Missing.ShouldBe(0);
        File.ReadAllText(Path.Combine(folder, "scores.csv")).ShouldBe(reference.Read("scores.csv"));
    }

    [Fact]
    public void Parts_of_another_run_are_refused()
    {
        string[] shards = Shards(2);
        string other = _suite.Run(_suite.Settings with { Shard = new Shard(2, 2), Seed = 7 }).Folder;
        string[] mixed = [.. new[] { shards[0], other }.Order(StringComparer.Ordinal)];

        BenchException error = Should.Throw<BenchException>(() => _merger.Merge(mixed, null, false));

        error.Where.ShouldBe(mixed[1]);
        error.Problem.ShouldMatch("differ in seed (7, there 42|42, there 7)");
    }

    [Fact]
    public void Parts_that_overlap_are_joined_where_they_agree()
    {
        string[] shards = [.. Shards(2), .. Shards(3)];

        _merger.Merge([Path.GetDirectoryName(_suite.ModelResults)!], null, false).Results.Run.Instances.ShouldBe(8);
        shards.Length.ShouldBe(5);
    }

    [Fact]
    public void A_folder_without_parts_is_refused() =>
        Should.Throw<BenchException>(() => _merger.Merge([Path.GetTempPath()], null, false)).Message.ShouldContain("run.db");

    [Theory]
    [InlineData("3")]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("a/b")]
    [InlineData("-1/3")]
    public void Malformed_shards_are_refused(string text) =>
        Should.Throw<BenchException>(() => Shard.Parse(text, "--shard")).Message.ShouldContain("--shard: ");

    public void Dispose() => _suite.Dispose();

    private string[] Shards(int count) =>
        [.. Enumerable.Range(1, count).Select(number => _suite.Run(_suite.Settings with { Shard = new Shard(number, count) }).Folder)];
}
