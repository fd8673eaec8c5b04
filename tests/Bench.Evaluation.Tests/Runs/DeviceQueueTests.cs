using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>What several devices take from the rows that wait: each holds batches of its own, and none waits for another.</summary>
public class DeviceQueueTests
{
    private static readonly TimeSpan _most = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Two_devices_compute_at_the_same_time()
    {
        using var together = new Barrier(2);
        var model = new GatheringModel([Meeting(together), Meeting(together)], batches: 1, tokens: 1);

        (await Task.WhenAll(Ask(model, 1), Ask(model, 2))).ShouldBe([[10f], [20f]]);
    }

    [Fact]
    public async Task A_device_has_its_next_batch_while_it_computes_one()
    {
        using var together = new Barrier(2);
        var model = new GatheringModel([Meeting(together)], batches: 2, tokens: 1);

        (await Task.WhenAll(Ask(model, 1), Ask(model, 2))).ShouldBe([[10f], [20f]]);
    }

    // The slow one holds the two batches that it was given; what another caller asks is computed by the other.
    [Fact]
    public async Task A_slow_device_holds_up_nothing_but_its_own_batches()
    {
        using var slowMayAnswer = new ManualResetEventSlim();
        int held = 0;
        IModel slow = new Device(() =>
        {
            Interlocked.Increment(ref held);
            slowMayAnswer.Wait(_most).ShouldBeTrue();
        });
        var model = new GatheringModel([slow, new Device(() => { })], batches: 2, tokens: 1);
        var asked = new List<Task<float[]>>();
        SpinWait.SpinUntil(
            () =>
            {
                asked.Add(Ask(model, 1));
                return Volatile.Read(ref held) == 2;
            },
            _most).ShouldBeTrue();

        (await Ask(model, [.. Enumerable.Range(10, 12)])).ShouldBe([.. Enumerable.Range(10, 12).Select(id => 10f * id)]);
        asked.Count(task => !task.IsCompleted).ShouldBeGreaterThanOrEqualTo(2);

        slowMayAnswer.Set();
        (await Task.WhenAll(asked)).ShouldAllBe(answer => answer[0] == 10);
    }

    private static Device Meeting(Barrier together) => new(() => together.SignalAndWait(_most).ShouldBeTrue());

    private static Task<float[]> Ask(GatheringModel model, params int[] ids) => Task.Factory.StartNew(
        () => model.Predict([.. ids.Select(id => new InputRow { TokenIds = new[] { id } })]).Select(answer => answer.Span[0]).ToArray(),
        TaskCreationOptions.LongRunning);

    /// <summary>Answers ten times the id of every row, after doing something.</summary>
    private sealed class Device(Action first) : IModel
    {
        public ModelInfo Info { get; } = new FunctionModel(_ => [0], "a").Info;

        public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
        {
            first();
            return [.. queries.Select(query => new Answer
            {
                Outputs = new Tensor(new[] { 10f * query.Row.TokenIds.Span[0] }, new Shape(1)),
            })];
        }
    }
}
