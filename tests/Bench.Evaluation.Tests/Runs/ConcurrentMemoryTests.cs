using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>Several who ask one store at once.</summary>
public sealed class ConcurrentMemoryTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_one_computes_another_waits_for_and_each_is_charged_for_its_own()
    {
        using var entered = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var model = new FunctionModel(
            row =>
            {
                entered.Set();
                go.Wait(_patience).ShouldBeTrue();
                return [row.TokenIds.Span[0]];
            },
            "a");
        var (first, second) = (new CostMeter(), new CostMeter());
        var store = new RememberingModel(model, new CostMeter());
        Task<float> one = Task.Run(() => Ask(store.For(first)));
        entered.Wait(_patience).ShouldBeTrue();
        Task<float> other = Task.Run(() => Ask(store.For(second)));
        go.Set();

        (await one.WaitAsync(_patience), await other.WaitAsync(_patience)).ShouldBe((7f, 7f));
        model.Rows.ShouldBe(1);
        (first.RowsForward, second.RowsForward).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Who_waited_for_a_call_that_failed_asks_itself()
    {
        using var entered = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        int calls = 0;
        var model = new FunctionModel(
            _ =>
            {
                if (Interlocked.Increment(ref calls) > 1)
                {
                    return [1];
                }

                entered.Set();
                go.Wait(_patience).ShouldBeTrue();
                throw new BenchException("The first call fails", null, "Ask again");
            },
            "a");
        var store = new RememberingModel(model, new CostMeter());
        Task<float> one = Task.Run(() => Ask(store.For(new CostMeter())));
        entered.Wait(_patience).ShouldBeTrue();
        Task<float> other = Task.Run(() => Ask(store.For(new CostMeter())));
        go.Set();

        await Should.ThrowAsync<BenchException>(one);
        (await other.WaitAsync(_patience)).ShouldBe(1);
    }

    [Fact]
    public void Calls_that_want_each_others_rows_do_not_wait_for_ever()
    {
        var model = new FunctionModel(row => [row.TokenIds.Span[0]], "a");
        var store = new RememberingModel(model, new CostMeter());
        InputRow[] rows = [.. Enumerable.Range(0, 200).Select(Row)];
        var asked = new ParallelOptions { MaxDegreeOfParallelism = 8 };
        Parallel.For(0, 8, asked, caller =>
        {
            RememberingModel own = store.For(new CostMeter());
            for (int start = 0; start < rows.Length; start += 5)
            {
                int[] chosen = [.. Enumerable.Range(0, 10).Select(i => ((caller * 31) + start + (i * (caller + 1))) % rows.Length)];
                own.Predict([.. chosen.Select(i => rows[i])]).Select(answer => (int)answer.Span[0]).ShouldBe(chosen);
            }
        });
        model.Rows.ShouldBe(rows.Length);
    }

    private static float Ask(RememberingModel store) => store.Predict([Row(7)])[0].Span[0];

    private static InputRow Row(int id) => new() { TokenIds = new[] { id } };
}
