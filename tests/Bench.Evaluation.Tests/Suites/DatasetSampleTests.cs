using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class DatasetSampleTests
{
    private static readonly string?[] _labels = [.. Enumerable.Range(0, 100).Select(i => i % 10 < 6 ? "a" : i % 10 < 9 ? "b" : null)];

    [Theory]
    [InlineData(10, 6, 3, 1)]
    [InlineData(7, 4, 2, 1)]
    [InlineData(1, 1, 0, 0)]
    [InlineData(99, 59, 30, 10)]
    public void Labels_keep_their_shares_by_largest_remainders(int size, int a, int b, int none)
    {
        IReadOnlySet<int> drawn = new DatasetSample(size, 3, IsStratified: true).Choose(_labels);

        (drawn.Count(rank => _labels[rank] == "a"), drawn.Count(rank => _labels[rank] == "b"),
            drawn.Count(rank => _labels[rank] is null)).ShouldBe((a, b, none));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_seed_alone_decides(bool stratified)
    {
        int[] first = Chosen(1), again = Chosen(1), other = Chosen(2);

        again.ShouldBe(first);
        other.ShouldNotBe(first);
        first.Length.ShouldBe(20);
        new DatasetSample(200, 1, stratified).Choose(_labels).Count.ShouldBe(100);

        int[] Chosen(ulong seed) => [.. new DatasetSample(20, seed, stratified).Choose(_labels).Order()];
    }

    [Fact]
    public void Every_row_is_drawn_as_often_as_others()
    {
        int[] counts = new int[10];
        for (ulong seed = 0; seed < 2000; seed++)
        {
            foreach (int rank in new DatasetSample(3, seed, false).Choose(new string?[10]))
            {
                counts[rank]++;
            }
        }

        // 600 expected, standard deviation 20.5.
        counts.ShouldAllBe(count => count > 500 && count < 700);
    }

    [Fact]
    public void A_suite_names_sample_and_hub()
    {
        using var folder = new TemporaryFolder();
        Suite suite = Read(folder, "{hub: org/name@main, config: en, split: test, text: review, sample: 2, seed: 7, stratified: true}");

        suite.Dataset.Hub.ShouldBe(new HubDataset("org/name@main", "en", "test"));
        suite.Dataset.Format.ShouldBe("parquet");
        suite.Dataset.Options.ShouldHaveSingleItem().Key.ShouldBe("text");
        suite.Dataset.Sample.ShouldBe(new DatasetSample(2, 7, true));
        suite.Dataset.Settings["sample"].ShouldBe("2 by seed 7, stratified");
        suite.Dataset.Settings["hub"].ShouldBe("org/name@main en test");
    }

    [Fact]
    public void Rows_of_a_sample_keep_their_order()
    {
        using var folder = new TemporaryFolder();
        folder.Write("t.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},{(i % 2 == 0 ? "x" : "y")}\n")));
        Suite suite = Read(folder, "{format: csv, path: t.csv, sample: 6, seed: 1, stratified: true}");

        Instance[] read = [.. BuiltInDatasets.Catalog().Read(suite)];

        read.Count(instance => instance.Label == "x").ShouldBe(3);
        read.Select(instance => int.Parse(instance.Text)).ShouldBeInOrder();
        read.Length.ShouldBe(6);
    }

    private static Suite Read(TemporaryFolder folder, string dataset)
    {
        folder.Write("suite.yaml", $"name: s\nversion: 1\ndataset: {dataset}\nmodels: [m]\nexplainers: [gradient]\nmetrics: [tau-loo]\n");
        return SuiteFile.Read(folder.Path);
    }
}
