using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

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
        Directory.GetFiles(folder).Select(Path.GetFileName).Order().ShouldBe(["cases.csv", "curves.csv", "explanations.jsonl", "run.db", "run.json", "scores.csv"]);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    public void Equal_runs_give_equal_bytes_whatever_the_threads_and_with_the_store_off(int threads, bool useStore)
    {
        using var reference = new ToySuite();
        reference.Run();
        using var suite = new ToySuite();

        suite.Run(suite.Settings with { Threads = threads, UseStore = useStore });

        suite.Read("scores.csv").ShouldBe(reference.Read("scores.csv"));
    }

    [Fact]
    public void Equal_runs_give_equal_bytes_where_the_questions_of_several_texts_are_gathered()
    {
        using var reference = new ToySuite(40);
        reference.Run();
        using var suite = new ToySuite(40) { Decorate = model => new GatheringModel([model]) };

        suite.Run(suite.Settings with { Threads = 8 });

        suite.Read("scores.csv").ShouldBe(reference.Read("scores.csv"));
    }

    [Fact]
    public void More_threads_than_texts_work_at_once_and_compute_the_same()
    {
        using var reference = new ToySuite(2);
        reference.Run();
        using var meeting = new ManualResetEventSlim();
        using var suite = new ToySuite(2) { Decorate = model => new MeetingModel(model, meeting) };

        ResultSet results = suite.Run(suite.Settings with { Threads = 4 }).Results;

        meeting.IsSet.ShouldBeTrue();
        suite.Read("scores.csv").ShouldBe(reference.Read("scores.csv"));
        results.Run.Computed.ShouldBe(ResultSet.Read(reference.ModelResults).Run.Computed);
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

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_stopped_run_continues_where_it_stopped_and_ends_with_the_same_bytes(int finished)
    {
        using var reference = new ToySuite();
        reference.Run();
        using var suite = new ToySuite();
        using var stop = new CancellationTokenSource();

        Should.Throw<OperationCanceledException>(() => suite.Run(progress: new StopAfter(finished, stop), cancellationToken: stop.Token));
        File.Exists(Path.Combine(suite.ModelResults, "scores.csv")).ShouldBeFalse();
        var resumed = new Recorder();
        suite.Run(progress: resumed);

        resumed.DoneAtStart.ShouldBe(finished);
        suite.Read("scores.csv").ShouldBe(reference.Read("scores.csv"));
        suite.Read("explanations.jsonl").ShouldBe(reference.Read("explanations.jsonl"));
    }

    [Fact]
    public void Changed_options_start_a_new_run_instead_of_mixing()
    {
        using var suite = new ToySuite();
        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => suite.Run(progress: new StopAfter(4, stop), cancellationToken: stop.Token));
        var recorder = new Recorder();

        suite.Run(suite.Settings with { Explainers = [ComponentSpec.Parse("lime:samples=41")] }, recorder);

        recorder.DoneAtStart.ShouldBe(0);
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

    [Fact]
    public void A_bad_row_is_refused_with_file_and_line_before_anything_is_written()
    {
        using var suite = new ToySuite();
        string data = Path.Combine(Path.GetDirectoryName(suite.File)!, "texts.jsonl");
        File.AppendAllText(data, "{\"id\":\"x\",\"text\":\"good\",\"label\":\"NEUTRAL\"}\n");

        BenchException error = Should.Throw<BenchException>(() => suite.Run());

        error.Where.ShouldNotBeNull().ShouldEndWith("texts.jsonl:9");
        error.Message.ShouldContain("'NEUTRAL'");
        error.Message.ShouldContain("NEGATIVE, POSITIVE");
        Directory.Exists(suite.Results).ShouldBeFalse();
    }

    [Theory]
    [InlineData("occlusion:window=4", "texts.jsonl:1: occlusion:window", "1 to 3")]
    [InlineData("aggregate:of=\"kernel-shap:budget=10\"", "texts.jsonl:3: aggregate: kernel-shap:budget", "12 or more")]
    public void Options_that_a_text_does_not_allow_are_refused_before_the_first_row(string spec, string place, string allowed)
    {
        using var suite = new ToySuite();
        var asked = new System.Collections.Concurrent.ConcurrentBag<int>();
        suite.Decorate = model => new CountingModel(model) { Called = asked.Add };

        BenchException error = Should.Throw<BenchException>(() => suite.Run(
            suite.Settings with { Explainers = [new ComponentSpec("random"), ComponentSpec.Parse(spec)] }));

        string[] told = [error.Message, .. error.Details];
        told.ShouldContain(message => message.Contains(place) && message.Contains(allowed));
        asked.ShouldBeEmpty();
        Directory.Exists(suite.Results).ShouldBeFalse();
    }

    [Fact]
    public void Files_named_by_options_lie_beside_the_suite_and_a_changed_one_starts_a_new_run()
    {
        using var suite = new ToySuite();
        string file = Path.Combine(Path.GetDirectoryName(suite.File)!, "references.txt");
        RunSettings settings = suite.Settings with
        {
            Explainers = [ComponentSpec.Parse("expected-gradients:samples=4,references=file,reference-file=references.txt")],
        };
        using var stop = new CancellationTokenSource();
        using var again = new CancellationTokenSource();
        File.WriteAllText(file, "good film\n");
        Should.Throw<OperationCanceledException>(() => suite.Run(settings, new StopAfter(4, stop), stop.Token));
        var same = new Recorder();
        Should.Throw<OperationCanceledException>(() => suite.Run(settings, new Both(same, new StopAfter(5, again)), again.Token));
        File.WriteAllText(file, "bad film\n");
        var changed = new Recorder();

        suite.Run(settings, changed);

        same.DoneAtStart.ShouldBe(4);
        changed.DoneAtStart.ShouldBe(0);
        suite.Read("run.json").ShouldContain("references.txt (sha256 ");
    }

    [Fact]
    public void A_pinned_dataset_that_changed_is_refused()
    {
        using var suite = new ToySuite();
        string text = File.ReadAllText(suite.File).Replace("path: texts.jsonl", "path: texts.jsonl\n  sha256: abc", StringComparison.Ordinal);
        File.WriteAllText(suite.File, text);

        Should.Throw<BenchException>(() => suite.Run()).Message.ShouldContain("pins abc");
    }

    [Fact]
    public void An_explainer_that_the_model_cannot_serve_is_refused_before_anything_is_computed()
    {
        using var suite = new ToySuite { Decorate = model => new PredictOnly(model) };

        Should.Throw<BenchException>(() => suite.Run()).Message.ShouldContain("'gradient-x-input' needs Gradient");
    }

    [Theory]
    [InlineData("aggregate:of=gradient-x-input")]
    [InlineData("ensemble:of=\"random,gradient-x-input\"")]
    [InlineData("aggregate:of=\"ensemble:of=\"\"random,gradient-x-input\"\"\"")]
    public void What_an_explainer_inside_another_needs_is_asked_before_anything_is_computed(string spec)
    {
        using var suite = new ToySuite { Decorate = model => new PredictOnly(model) };

        Should.Throw<BenchException>(() => suite.Run(suite.Settings with { Explainers = [ComponentSpec.Parse(spec)] }))
            .Message.ShouldContain("'gradient-x-input' needs Gradient");
        Directory.Exists(suite.Results).ShouldBeFalse();
    }

    [Fact]
    public void A_suite_pins_the_weights_of_a_model_or_its_whole_folder()
    {
        using var suite = new ToySuite();
        Directory.CreateDirectory(suite.ModelFolder);
        string config = Path.Combine(suite.ModelFolder, "tokenizer_config.json");
        File.WriteAllText(config, "{}");
        string text = File.ReadAllText(suite.File);
        void Pin(string hash) => File.WriteAllText(
            suite.File, text.Replace("- path: model", $"- path: model\n    sha256: {hash}", StringComparison.Ordinal));

        Pin("00");
        suite.Run();
        string folder = FileHash.Sha256OfFolder(suite.ModelFolder);
        Pin(folder);
        suite.Run();
        File.WriteAllText(config, """{"do_lower_case": true}""");
        BenchException error = Should.Throw<BenchException>(() => suite.Run());

        error.Problem.ShouldContain($"pins {folder}");
        error.Problem.ShouldContain(FileHash.Sha256OfFolder(suite.ModelFolder));
    }

    [Fact]
    public void A_model_that_answers_with_no_number_ends_the_run_with_an_error()
    {
        using var suite = new ToySuite { Decorate = model => new NoNumber(model) };

        BenchException error = Should.Throw<BenchException>(() => suite.Run(suite.Settings with { Explainers = [new ComponentSpec("random")] }));

        error.Problem.ShouldBe("The model bag-of-words answers with NaN, expected finite numbers");
        error.Where.ShouldNotBeNull().ShouldContain("texts.jsonl:1");
    }

    [Fact]
    public void Writing_the_files_of_a_computed_run_can_be_stopped_and_goes_on_without_computing()
    {
        using var suite = new ToySuite();
        using var stop = new CancellationTokenSource();
        suite.Exporters = [new StoppingExporter(stop)];
        Should.Throw<OperationCanceledException>(() => suite.Run(cancellationToken: stop.Token));
        File.Exists(Path.Combine(suite.ModelResults, "run.json")).ShouldBeFalse();
        Directory.GetFiles(suite.ModelResults, "*.tmp").ShouldBeEmpty();
        suite.Exporters = [];
        var recorder = new Recorder();

        suite.Run(progress: recorder);

        recorder.DoneAtStart.ShouldBe(8);
        ResultSet.Read(suite.ModelResults).Scores.Count.ShouldBe(8 * 3 * 4);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        using var suite = new ToySuite();
        File.WriteAllText(suite.Results, "a file where the folder should be");

        BenchException error = Should.Throw<BenchException>(() => suite.Run());

        error.Where.ShouldNotBeNull().ShouldContain(suite.Home);
        error.Remedy.ShouldNotBeNull().ShouldContain("--out");
    }

    [Fact]
    public void The_store_saves_rows_and_counts_them()
    {
        using var suite = new ToySuite();

        (ResultSet results, string _) = suite.Run();
        (ResultSet without, string _) = suite.Run(suite.Settings with { UseStore = false, Again = true });

        without.Run.Computed.ShouldBe(without.Run.Asked);
        results.Run.Asked.ShouldBe(without.Run.Asked);
        results.Run.Computed.RowsForward.ShouldBeLessThan(results.Run.Asked.RowsForward);
    }

    private sealed class StopAfter(int instances, CancellationTokenSource stop) : IRunProgress
    {
        public void Started(int all, int done)
        {
        }

        public void Advanced(int done)
        {
            if (done >= instances)
            {
                stop.Cancel();
            }
        }
    }

    private sealed class Recorder : IRunProgress
    {
        public int DoneAtStart { get; private set; } = -1;

        public void Started(int instances, int done) => DoneAtStart = done;

        public void Advanced(int done)
        {
        }
    }

    private sealed class Both(IRunProgress first, IRunProgress second) : IRunProgress
    {
        public void Started(int instances, int done)
        {
            first.Started(instances, done);
            second.Started(instances, done);
        }

        public void Advanced(int done)
        {
            first.Advanced(done);
            second.Advanced(done);
        }
    }

    private sealed class StoppingExporter(CancellationTokenSource stop) : IResultExporter
    {
        public string FileName => "summary.md";

        public void Write(ResultSet results, TextWriter writer)
        {
            writer.Write("half");
            stop.Cancel();
            writer.Flush();
        }
    }

    private sealed class NoNumber(IModel inner) : IModel
    {
        public ModelInfo Info => inner.Info;

        public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
            [.. queries.Select(_ => new Answer { Outputs = new Tensor(new[] { 0.5f, float.NaN }, new Shape(2)) })];
    }

    private sealed class PredictOnly(IModel inner) : IModel
    {
        public ModelInfo Info => inner.Info;

        public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
            inner.Answer(queries, cancellationToken);
    }

    // Three callers meet, with two texts; until they have, each waits a moment for the others.
    private sealed class MeetingModel(IModel inner, ManualResetEventSlim meeting) : ModelDecorator(inner)
    {
        private int _inside;

        public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
        {
            if (Interlocked.Increment(ref _inside) == 3)
            {
                meeting.Set();
            }

            meeting.Wait(TimeSpan.FromSeconds(0.5), cancellationToken);
            Interlocked.Decrement(ref _inside);
            return Inner.Answer(queries, cancellationToken);
        }
    }
}
