using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>Runs in folders of their own: what belongs to a command, and what it leaves alone.</summary>
public sealed class RunsBesideEachOtherTests
{
    [Fact]
    public void Another_command_leaves_the_unfinished_run_and_says_so_and_that_one_can_still_be_finished()
    {
        using var reference = new ToySuite();
        reference.Run();
        using var suite = new ToySuite();
        using var stop = new CancellationTokenSource();
        var notes = new Notes { Stop = (3, stop) };
        Should.Throw<OperationCanceledException>(() => suite.Run(progress: notes, cancellationToken: stop.Token));
        string left = suite.ModelResults;
        byte[] before = File.ReadAllBytes(Path.Combine(left, "run.db"));

        var second = new Notes();
        string folder = suite.Run(suite.Settings with { Limit = 2 }, second).Folder;

        folder.ShouldNotBe(left);
        second.Sentences.ShouldHaveSingleItem().ShouldBe(
            $"A new run begins. An unfinished one (3 of 8 instances) stays in {left}; it differs in limit 2, was null.");
        second.DoneAtStart.ShouldBe(0);
        File.ReadAllBytes(Path.Combine(left, "run.db")).ShouldBe(before);
        var third = new Notes();
        suite.Run(progress: third).Folder.ShouldBe(left);
        third.DoneAtStart.ShouldBe(3);
        suite.Read("scores.csv").ShouldBe(reference.Read("scores.csv"));
    }

    [Fact]
    public void A_tokenizer_that_was_changed_half_way_begins_another_run()
    {
        using var suite = new ToySuite();
        Directory.CreateDirectory(suite.ModelFolder);
        string config = Path.Combine(suite.ModelFolder, "tokenizer_config.json");
        File.WriteAllText(config, """{"do_lower_case": false}""");
        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => suite.Run(progress: new Notes { Stop = (4, stop) }, cancellationToken: stop.Token));
        File.WriteAllText(config, """{"do_lower_case": true}""");
        var notes = new Notes();

        suite.Run(progress: notes);

        notes.DoneAtStart.ShouldBe(0);
        notes.Sentences.Single().ShouldContain("it differs in tokenizer_config.json: do_lower_case true, was false");
        Should.Throw<BenchException>(() =>
            suite.Run(suite.Settings with { AddedExplainers = [ComponentSpec.Parse("lime:samples=20")], Limit = 3 }))
            .Problem.ShouldContain("limit 3, was null");
        File.WriteAllText(config, """{"do_lower_case": false, "strip_accents": true}""");
        Should.Throw<BenchException>(() => suite.Run(suite.Settings with { AddedExplainers = [ComponentSpec.Parse("lime:samples=20")] }))
            .Problem
            .ShouldContain("tokenizer_config.json: do_lower_case false, was true; tokenizer_config.json: strip_accents true, was none");
    }

    [Fact]
    public void A_finished_run_is_not_computed_again_unless_asked_and_then_beside_it()
    {
        using var suite = new ToySuite();
        RunSettings settings = suite.Settings with { Explainers = [ComponentSpec.Parse("lime:samples=40"), ComponentSpec.Parse("random")] };
        string first = suite.Run(settings).Folder;
        DateTime written = File.GetLastWriteTimeUtc(Path.Combine(first, "run.json"));
        CountingModel? counter = null;
        suite.Decorate = model => counter = new CountingModel(model);
        var notes = new Notes();

        suite.Run(settings, notes).Folder.ShouldBe(first);

        counter!.Rows.ShouldBe(0);
        notes.Sentences.Single().ShouldStartWith("This run is done; its results follow. --again computes anew");
        File.GetLastWriteTimeUtc(Path.Combine(first, "run.json")).ShouldBe(written);
        using var stop = new CancellationTokenSource();
        RunSettings again = settings with { Again = true };
        Should.Throw<OperationCanceledException>(() => suite.Run(again, new Notes { Stop = (2, stop) }, stop.Token));
        var continued = new Notes();
        string second = suite.Run(again, continued).Folder;
        second.ShouldBe(first + "-2");
        continued.DoneAtStart.ShouldBe(2);
        File.ReadAllText(Path.Combine(second, "scores.csv")).ShouldBe(File.ReadAllText(Path.Combine(first, "scores.csv")));
        suite.Run(again).Folder.ShouldBe(first + "-3");
        suite.Run(settings).Folder.ShouldBe(first + "-3");
        Directory.GetDirectories(suite.Home).Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("scores.csv")]
    [InlineData("run.json")]
    public void Files_of_a_finished_run_that_were_changed_are_written_anew_from_its_store(string file)
    {
        using var suite = new ToySuite();
        suite.Run();
        string before = suite.Read("scores.csv");
        File.AppendAllText(Path.Combine(suite.ModelResults, file), "x");
        var notes = new Notes();

        suite.Run(progress: notes);

        notes.Sentences.Count.ShouldBe(2);
        notes.Sentences[1].ShouldContain(file);
        suite.Read("scores.csv").ShouldBe(before);
        ResultSet.Read(suite.ModelResults).Scores.Count.ShouldBe(8 * 3 * 4);
    }

    [Fact]
    public void A_folder_in_which_writing_stopped_between_two_files_is_refused_not_read_as_a_mixture()
    {
        using var suite = new ToySuite();
        string first = suite.Run().Folder;
        string second = suite.Run(suite.Settings with { Seed = 7 }).Folder;
        File.Copy(Path.Combine(second, "scores.csv"), Path.Combine(first, "scores.csv"), overwrite: true);

        BenchException error = Should.Throw<BenchException>(() => ResultSet.Read(first));

        error.Where.ShouldBe(Path.Combine(first, "scores.csv"));
        error.Remedy.ShouldNotBeNull().ShouldContain("same command again");
    }

    private sealed class Notes : IRunProgress
    {
        public List<string> Sentences { get; } = [];

        public int DoneAtStart { get; private set; } = -1;

        public (int After, CancellationTokenSource? Source) Stop { get; init; }

        public void Note(string sentence) => Sentences.Add(sentence);

        public void Started(int instances, int done) => DoneAtStart = done;

        public void Advanced(int done)
        {
            if (done >= Stop.After)
            {
                Stop.Source?.Cancel();
            }
        }
    }
}
