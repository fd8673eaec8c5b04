using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>Stopped runs go on, changed ones begin anew.</summary>
public sealed class StoppedRunTests
{
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
}
