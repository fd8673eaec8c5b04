using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>Explainers that draw, run with several seeds.</summary>
public sealed class SeededRunTests : IDisposable
{
    private static readonly string[] _seedFiles = ["scores-seed-2.csv", "scores-seed-3.csv"];

    private static readonly ComponentSpec[] _two = [new("leave-one-out"), ComponentSpec.Parse("lime:samples=40")];

    private readonly ToySuite _suite = new(settings: "seeds: 3");

    [Fact]
    public void The_first_seed_stays_what_is_compared_and_others_are_kept_of_explainers_that_draw()
    {
        using var single = new ToySuite();
        ResultSet one = single.Run().Results;

        ResultSet three = _suite.Run().Results;

        one.Run.Seeds.ShouldBeNull();
        three.Run.Seeds.ShouldBe(3);
        _suite.Read("scores.csv").ShouldBe(single.Read("scores.csv"));
        _suite.Read("explanations.jsonl").ShouldBe(single.Read("explanations.jsonl"));
        Directory.GetFiles(single.ModelResults, "scores-seed-*").ShouldBeEmpty();
        three.OtherSeeds.Select(rows => rows.Select(row => row.Explainer).Distinct())
            .ShouldAllBe(names => names.SequenceEqual(new[] { "lime:samples=40", "random" }));
        _suite.Read(_seedFiles[0]).ShouldNotBe(_suite.Read(_seedFiles[1]));
        RunVerification.Of(_suite.ModelResults).Problems.ShouldBeEmpty();
        SeedSpread.Of(one).ShouldBeEmpty();
        SeedSpread.Of(three).Select(spread => (spread.Explainer, spread.Seeds)).ShouldBe([("lime:samples=40", 3), ("random", 3)]);
    }

    [Fact]
    public void The_spread_is_the_deviation_of_the_seeds_means_over_texts()
    {
        ResultSet first = new SampleRun("steady", "random") { Texts = ["a", "a", "b"] }.With("faithfulness/m", [1, 1, 1], [0.2, 0.4, 0.9])
            .Results();
        ResultSet results = new()
        {
            Run = first.Run,
            Scores = first.Scores,
            Cases = first.Cases,
            OtherSeeds = [Drawn(first, 0.4, 0.6, 0.9), Drawn(first, 0, 0, double.NaN)],
        };

        SeedSpread spread = SeedSpread.Of(results).ShouldHaveSingleItem();

        // Texts a and b: means (0.3 + 0.9) / 2 and (0.5 + 0.9) / 2; of the third seed, 0 of text a alone.
        double[] means = [0.6, 0.7, 0];
        double variance = means.Sum(mean => (mean - (1.3 / 3)) * (mean - (1.3 / 3))) / 2;
        (spread.Explainer, spread.Seeds).ShouldBe(("random", 3));
        spread.Deviations.ShouldHaveSingleItem().ShouldBe(Math.Sqrt(variance), 1e-12);
    }

    [Fact]
    public void Explainers_that_do_not_draw_are_run_once()
    {
        ComponentSpec[] steady = [new("leave-one-out")];
        using var single = new ToySuite();

        Rows(_suite, steady).ShouldBe(Rows(single, steady));
        Rows(_suite, [new("random")]).ShouldBeGreaterThan(Rows(single, [new("random")]));
    }

    [Fact]
    public void Shards_joined_give_the_bytes_of_one_run()
    {
        using var whole = new ToySuite(settings: "seeds: 3");
        whole.Run();
        string[] shards = [.. Enumerable.Range(1, 3).Select(i => _suite.Run(_suite.Settings with { Shard = new Shard(i, 3) }).Folder)];

        string folder = new RunMerger([]).Merge(shards, null, false).Folder;

        foreach (string file in (string[])["scores.csv", .. _seedFiles])
        {
            File.ReadAllText(Path.Combine(folder, file)).ShouldBe(whole.Read(file));
        }
    }

    [Fact]
    public void A_run_that_was_stopped_goes_on_and_explainers_can_be_added()
    {
        using var whole = new ToySuite();
        whole.Run(whole.Settings with { Seeds = 3, Explainers = [.. _two, new("random")] });
        using var stop = new CancellationTokenSource();
        RunSettings settings = _suite.Settings with { Explainers = [.. _two] };
        _suite.Decorate = model => new CountingModel(model) { Called = count => { if (count == 9) { stop.Cancel(); } } };
        Should.Throw<OperationCanceledException>(() => _suite.Run(settings, cancellationToken: stop.Token));
        _suite.Decorate = model => model;
        _suite.Run(settings);
        RunSettings added = _suite.Settings with { AddedExplainers = [new("random")] };
        Should.Throw<BenchException>(() => _suite.Run(added with { Seeds = 2 })).Problem.ShouldEndWith("seeds 2, was 3");

        _suite.Run(added);

        foreach (string file in (string[])["scores.csv", .. _seedFiles])
        {
            _suite.Read(file).ShouldBe(whole.Read(file));
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("several")]
    public void Numbers_of_seeds_that_make_no_sense_are_refused(string seeds)
    {
        using var suite = new ToySuite(settings: $"seeds: {seeds}");

        Should.Throw<BenchException>(() => suite.Run()).Message.ShouldContain("seeds");
    }

    [Fact]
    public void A_changed_file_of_a_seed_is_noticed()
    {
        string folder = _suite.Run().Folder;
        File.AppendAllText(Path.Combine(folder, _seedFiles[1]), "\n");

        Should.Throw<BenchException>(() => ResultSet.Read(folder)).Where.ShouldNotBeNull().ShouldContain(_seedFiles[1]);
    }

    public void Dispose() => _suite.Dispose();

    private static ScoreRow[] Drawn(ResultSet first, params double[] values) =>
    [
        .. first.Scores.Where(row => row.Explainer == "random").Zip(values, (row, value) => double.IsNaN(value)
            ? row with { Value = null, Status = ScoreRow.NotApplicable("no") } : row with { Value = value }),
    ];

    private static long Rows(ToySuite suite, ComponentSpec[] explainers)
    {
        CountingModel? counter = null;
        suite.Decorate = model => counter = new CountingModel(model);
        suite.Run(suite.Settings with { Explainers = [.. explainers] });
        return counter!.Rows;
    }
}
