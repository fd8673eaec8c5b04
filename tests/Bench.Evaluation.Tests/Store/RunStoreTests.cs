using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class RunStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Finished_instances_come_back_in_dataset_order_with_targets_before_explainers()
    {
        using (RunStore store = Begun(instances: 4))
        {
            store.Add(Head(2), Result(2, "b"));
            store.Add(Head(2), Result(2, "a"));
            store.Add(Head(1), Result(1, "a"));
            store.Add(Head(0), Result(0, "a"));
            store.Add(Head(0), Result(0, "b"));
        }

        using RunStore opened = RunStore.OpenReadOnly(_folder.Path);

        opened.Complete.ShouldBe(2);
        opened.Missing.ShouldBe([1, 3]);
        opened.Done(1).ShouldBe(["a"]);
        InstanceResult[] read = [.. opened.Read()];
        read.Select(result => result.Index).ShouldBe([0, 2]);
        read[1].Scores.Select(row => (row.Target, row.Explainer)).ShouldBe([("no", "a"), ("no", "b"), ("yes", "a"), ("yes", "b")]);
        read[1].Scores[0].Value.ShouldBe(0.1 + 0.2);
        read[1].Asked.ShouldBe(new Work(1 + 10 + 10, 2 + 20 + 20, 3 + 30 + 30, 4.5e12 + 1 + 1));
        read[1].Costs["a"].ShouldBe(new Cost(1, 2, 3, TimeSpan.FromMilliseconds(1.25)));
        read[1].Documents.Select(document => document.Text).ShouldBe(["t", "u"]);
        read[1].Documents.Select(document => string.Join(' ', document.Explanations.Select(one => one.Name))).ShouldBe(["a b", ""]);
    }

    [Fact]
    public void A_run_never_begins_over_another()
    {
        using (RunStore store = Begun(instances: 1))
        {
            store.Add(Head(0), Result(0, "a"));
            store.Add(Head(0), Result(0, "b"));
            store.Finish(store.Run);
        }

        Should.Throw<BenchException>(() => Begun(instances: 2)).Problem.ShouldContain("stands there already");

        using RunStore opened = RunStore.Open(_folder.Path);
        (opened.IsFinished, opened.Instances).ShouldBe((true, 1));
        opened.Done(0).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void A_second_process_is_told_who_holds_the_folder()
    {
        using (RunStore store = Begun(instances: 1))
        {
            foreach (Func<string, RunStore> open in new[] { RunStore.Open, RunStore.OpenReadOnly })
            {
                BenchException error = Should.Throw<BenchException>(() => open(_folder.Path));
                error.Problem.ShouldContain($"process {Environment.ProcessId} on {Environment.MachineName} since 20");
                error.Where.ShouldBe(_folder.Path);
            }
        }

        RunStore.Open(_folder.Path).Dispose();
        Directory.GetFiles(_folder.Path).Select(Path.GetFileName).ShouldBe([RunStore.FileName]);
    }

    [Fact]
    public void What_a_killed_holder_left_does_not_keep_others_out()
    {
        Begun(instances: 1).Dispose();
        _folder.Write("run.lock", "");
        _folder.Write("run.lock.txt", "process 1 on nowhere");

        using RunStore opened = RunStore.Open(_folder.Path);
        opened.Instances.ShouldBe(1);
    }

    public void Dispose() => _folder.Dispose();

    private RunStore Begun(int instances)
    {
        using var suite = new ToySuite();
        RunManifest run = suite.Run().Results.Run;
        return RunStore.Create(
            _folder.Path,
            run with { Explainers = [run.Explainers[0] with { Name = "a" }, run.Explainers[1] with { Name = "b" }] },
            instances,
            Shard.Whole);
    }

    private static InstanceHead Head(int index) => new(
        index, $"i{index}", "no", "yes", 0, new Work(1, 2, 3, 4.5e12), default, [Document("t", "no"), Document("u", "yes")]);

    private static ExplainerResult Result(int index, string explainer) => new(
        explainer,
        new Work(10, 20, 30, 1),
        default,
        new Cost(1, 2, 3, TimeSpan.FromMilliseconds(1.25)),
        [
            new TargetResult([new ScoreRow($"i{index}", "no", explainer, "auprc", 0.1 + 0.2, ScoreRow.Ok)],
                new RecordedExplanation(explainer, []), ["gap"],
                new Dictionary<string, MetricCurve> { ["auprc"] = new(CurveKind.Insertion, [0, 1], [0.1, 0.7]) }),
            new TargetResult([new ScoreRow($"i{index}", "yes", explainer, "auprc", null, "not applicable: refused")], null, [],
                new Dictionary<string, MetricCurve>()),
        ]);

    private static ExplanationRecord Document(string text, string label) =>
        new(text, new RecordedTarget("class", 0, label)) { Probabilities = [1], Tokens = [], Explanations = [] };
}
