using System.Runtime.ExceptionServices;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// One caller's queries on their way through a <see cref="RowQueue"/>. For whoever holds the queue's lock, unless said otherwise.
/// </summary>
/// <param name="queries">What is asked.</param>
/// <param name="cancellation">Ends the caller's patience.</param>
internal sealed class RowRequest(IReadOnlyList<Query> queries, CancellationToken cancellation)
{
    private readonly ManualResetEventSlim _called = new();
    private readonly Answer[] _answers = new Answer[queries.Count];
    private int _missing = queries.Count;
    private int _batches;
    private Exception? _failure;

    /// <summary>What is asked.</summary>
    public IReadOnlyList<Query> Queries => queries;

    /// <summary>Ends the caller's patience.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Indices of the queries that are in no batch yet, in order.</summary>
    public IReadOnlyList<int> Waiting { get; private set; } = [.. Enumerable.Range(0, queries.Count)];

    /// <summary>Whether all is answered, or something failed, and no batch has queries of it any more.</summary>
    public bool IsDone => _batches == 0 && (_missing == 0 || _failure is not null);

    /// <summary>The device that the caller's thread is to serve.</summary>
    public IModel? Device { get; set; }

    /// <summary>Takes queries into a batch.</summary>
    /// <param name="indices">Some of those that wait, in order.</param>
    public RowShare Take(int[] indices)
    {
        Waiting = [.. Waiting.Except(indices)];
        _batches++;
        return new RowShare(this, indices);
    }

    /// <summary>Puts in what a batch gave. After a failure nothing waits any more.</summary>
    /// <param name="indices">Which queries it had of these.</param>
    /// <param name="result">Their answers, or why there are none.</param>
    public void Put(int[] indices, RowShareResult result)
    {
        _batches--;
        if (result.Answers is not { } answers)
        {
            _failure ??= result.Failure;
            Waiting = [];
            return;
        }

        _missing -= indices.Length;
        for (int i = 0; i < indices.Length; i++)
        {
            _answers[indices[i]] = answers[i];
        }
    }

    /// <summary>Wakes the caller: it is done, or has a device to serve. Safe for many threads.</summary>
    public void Call() => _called.Set();

    /// <summary>Lets the caller rest until it is called; without the lock.</summary>
    public void Rest()
    {
        _called.Wait(CancellationToken.None);
        _called.Reset();
    }

    /// <summary>The answers, once it is done.</summary>
    public IReadOnlyList<Answer> Result()
    {
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        return _answers;
    }
}
