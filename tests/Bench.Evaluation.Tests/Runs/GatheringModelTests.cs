using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>Calls of several threads joined into one: whose answers are whose, and whose errors.</summary>
public sealed class GatheringModelTests : IDisposable
{
    private readonly ManualResetEventSlim _coreMayAnswer = new();
    private readonly ManualResetEventSlim _coreIsBusy = new();
    private readonly List<int> _calls = [];
    private readonly List<CancellationToken> _tokens = [];

    public void Dispose()
    {
        _coreMayAnswer.Dispose();
        _coreIsBusy.Dispose();
    }

    [Fact]
    public async Task What_is_asked_while_the_core_is_busy_is_computed_in_one_call()
    {
        var model = new GatheringModel([new SlowModel(this)], batches: 1);
        Task<float[]> first = Predictions(model, 1);
        _coreIsBusy.Wait();
        Task<float[]>[] others = [Predictions(model, 2, 3), Predictions(model, 4), Predictions(model, 5, 6, 7)];
        WaitUntilAsked(model, 3);
        _coreMayAnswer.Set();

        (await first).ShouldBe([10f]);
        (await Task.WhenAll(others)).ShouldBe([[20f, 30f], [40f], [50f, 60f, 70f]]);
        _calls.ShouldBe([1, 6]);
    }

    [Fact]
    public async Task One_bad_row_fails_its_own_caller_alone()
    {
        var model = new GatheringModel([new SlowModel(this)], batches: 1);
        Task<float[]> first = Predictions(model, 1);
        _coreIsBusy.Wait();
        Task<float[]> bad = Predictions(model, -1), good = Predictions(model, 3);
        WaitUntilAsked(model, 2);
        _coreMayAnswer.Set();

        (await Should.ThrowAsync<BenchException>(bad)).Problem.ShouldBe("The row is bad");
        (await good).ShouldBe([30f]);
        (await first).ShouldBe([10f]);
    }

    [Fact]
    public void A_failed_call_leaves_the_core_free()
    {
        _coreMayAnswer.Set();
        var model = new GatheringModel([new SlowModel(this)], batches: 1);

        Should.Throw<BenchException>(() => model.Predict([Row(-1)]));
        model.Predict([Row(4)])[0].Span[0].ShouldBe(40f);
    }

    [Fact]
    public async Task A_cancelled_caller_is_told_so_and_others_are_answered()
    {
        var model = new GatheringModel([new SlowModel(this)], batches: 1);
        using var source = new CancellationTokenSource();
        Task<float[]> first = Predictions(model, 1);
        _coreIsBusy.Wait();
        Task stopped = Task.Factory.StartNew(() => model.Predict([Row(2)], source.Token), TaskCreationOptions.LongRunning);
        Task<float[]> other = Predictions(model, 3);
        WaitUntilAsked(model, 2);
        source.Cancel();
        _coreMayAnswer.Set();

        await Should.ThrowAsync<OperationCanceledException>(stopped);
        (await other).ShouldBe([30f]);
        (await first).ShouldBe([10f]);
    }

    [Fact]
    public async Task Callers_that_stop_for_different_reasons_share_no_reason()
    {
        var model = new GatheringModel([new SlowModel(this)], batches: 1);
        using var one = new CancellationTokenSource();
        using var two = new CancellationTokenSource();
        Task first = AskUntil(model, 1, one.Token);
        _coreIsBusy.Wait();
        Task[] others = [AskUntil(model, 2, one.Token), AskUntil(model, 3, two.Token)];
        WaitUntilAsked(model, 2);
        _coreMayAnswer.Set();
        await Task.WhenAll([first, .. others]);

        _tokens.ShouldBe([one.Token, CancellationToken.None]);
        _calls.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Callers_that_stop_together_stop_the_work_they_share()
    {
        var model = new GatheringModel([new SlowModel(this)], batches: 1);
        using var one = new CancellationTokenSource();
        Task first = AskUntil(model, 1, one.Token);
        _coreIsBusy.Wait();
        Task[] others = [AskUntil(model, 2, one.Token), AskUntil(model, 3, one.Token)];
        WaitUntilAsked(model, 2);
        _coreMayAnswer.Set();
        await Task.WhenAll([first, .. others]);

        _tokens.ShouldBe([one.Token, one.Token]);
    }

    [Fact]
    public void Many_threads_get_their_own_answers()
    {
        _coreMayAnswer.Set();
        var model = new GatheringModel([new SlowModel(this)], batches: 1);
        var wrong = 0;
        Parallel.For(1, 500, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            float answer = model.Predict([Row(i)])[0].Span[0];
            Interlocked.Add(ref wrong, answer == 10 * i ? 0 : 1);
        });

        wrong.ShouldBe(0);
        _calls.Sum().ShouldBe(499);
    }

    [Fact]
    public void Gradients_are_gathered_and_offers_stay_the_cores()
    {
        var model = new GatheringModel([new BagOfWordsModel(id => id)]);
        InputRow row = Row(11, 12);

        model.Gradients([new(row, new Target(1), Quantity.Logit)])[0].Gradient.Span.ToArray()
            .ShouldBe(new BagOfWordsModel(id => id).Gradients([new(row, new Target(1), Quantity.Logit)])[0].Gradient.Span.ToArray());
        model.Offers.ShouldBe(Ask.Gradient);
        new GatheringModel([new SlowModel(this)], batches: 1).Offers.ShouldBe(Ask.Outputs);
    }

    [Fact]
    public async Task A_batch_has_rows_of_one_kind_and_nearly_one_length_and_the_shortest_request_goes_first()
    {
        var model = new GatheringModel([new SlowModel(this)], batches: 1, tokens: 12);
        Task<float[]> first = Predictions(model, 1);
        _coreIsBusy.Wait();
        Task many = Asked(model, [.. Enumerable.Repeat(new Query(Row(2, 2, 2, 2)), 5)]);
        WaitUntilAsked(model, 1);
        Task two = Asked(model, [new Query(Row(3, 3, 3)), new Query(Row(4))]);
        WaitUntilAsked(model, 2);
        Task gradient = Asked(model, [new Query(Row(5, 5, 5, 5), Ask.Gradient)]);
        WaitUntilAsked(model, 3);
        _coreMayAnswer.Set();
        await Task.WhenAll(first, many, two, gradient);

        // The gradient alone; 3 tokens and twice 4; the short one alone; 12 of 4 tokens each.
        _calls.ShouldBe([1, 1, 3, 1, 3]);
    }

    [Fact]
    public async Task Every_device_gets_batches_of_its_own()
    {
        var other = new FunctionModel(row => [10.0 * row.TokenIds.Span[0]], "a");
        var model = new GatheringModel([new SlowModel(this), other], batches: 1);
        Task<float[]> first = Predictions(model, 1);
        _coreIsBusy.Wait();

        (await Predictions(model, 2, 3)).ShouldBe([20f, 30f]);
        _coreMayAnswer.Set();
        (await first).ShouldBe([10f]);
        _calls.ShouldBe([1]);
    }

    private static Task Asked(GatheringModel model, Query[] queries) =>
        Task.Factory.StartNew(() => model.Answer(queries), TaskCreationOptions.LongRunning);

    private static InputRow Row(params int[] ids) => new() { TokenIds = ids };

    private static Task<float[]> Predictions(GatheringModel model, params int[] ids) => Task.Factory.StartNew(
        () => model.Predict([.. ids.Select(id => Row(id))]).Select(answer => answer.Span[0]).ToArray(), TaskCreationOptions.LongRunning);

    private static Task AskUntil(GatheringModel model, int id, CancellationToken token) =>
        Task.Factory.StartNew(() => model.Predict([Row(id)], token), TaskCreationOptions.LongRunning);

    private static void WaitUntilAsked(GatheringModel model, int callers) =>
        SpinWait.SpinUntil(() => model.Waiting == callers, TimeSpan.FromMinutes(1)).ShouldBeTrue();

    /// <summary>Answers ten times the first id, once it may.</summary>
    private sealed class SlowModel(GatheringModelTests test) : IModel
    {
        public ModelInfo Info { get; } = new FunctionModel(_ => [0], "a").Info;

        public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
        {
            test._calls.Add(queries.Count);
            test._tokens.Add(cancellationToken);
            test._coreIsBusy.Set();
            test._coreMayAnswer.Wait(CancellationToken.None);
            return [.. queries.Select(query => query.Row.TokenIds.Span[0] is int id && id >= 0
                ? new Answer { Outputs = new Tensor(new[] { 10f * id }, new Shape(1)) }
                : throw new BenchException("The row is bad", "test", "Ask for another"))];
        }
    }
}
