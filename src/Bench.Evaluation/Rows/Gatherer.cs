using System.Runtime.ExceptionServices;

namespace Bench.Evaluation;

/// <summary>
/// Joins the questions of several threads into one call at a time. A thread that finds nobody computing answers for all who wait,
/// itself among them.
/// </summary>
/// <typeparam name="TQuestion">What is asked.</typeparam>
/// <typeparam name="TAnswer">One per question, in order.</typeparam>
/// <param name="compute">Answers questions; an answer must not depend on the questions beside it.</param>
internal sealed class Gatherer<TQuestion, TAnswer>(Func<IReadOnlyList<TQuestion>, CancellationToken, IReadOnlyList<TAnswer>> compute)
{
    private readonly object _gate = new();
    private List<Request> _waiting = [];
    private bool _busy;

    /// <summary>Callers whose questions wait for a call that has not begun.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Asks, alone or together with others.</summary>
    /// <param name="questions">Any number.</param>
    /// <param name="cancellationToken">Stops the work where all whose questions are computed together share it, else before it begins.</param>
    public IReadOnlyList<TAnswer> Ask(IReadOnlyList<TQuestion> questions, CancellationToken cancellationToken)
    {
        var request = new Request(questions, cancellationToken);
        List<Request> taken;
        lock (_gate)
        {
            _waiting.Add(request);
            while (_busy && !request.IsAnswered)
            {
                Monitor.Wait(_gate);
            }

            if (request.IsAnswered)
            {
                return request.Result();
            }

            _busy = true;
            (taken, _waiting) = (_waiting, []);
        }

        Compute(taken);
        lock (_gate)
        {
            _busy = false;
            Monitor.PulseAll(_gate);
        }

        return request.Result();
    }

    private void Compute(List<Request> requests)
    {
        if (requests.Count == 1 || !TryTogether(requests))
        {
            foreach (Request request in requests)
            {
                request.Answer(compute);
            }
        }
    }

    // One bad question must not fail the others: after a failure each is asked alone, and gets its own error.
    private bool TryTogether(List<Request> requests)
    {
        CancellationToken shared = requests.All(request => request.Cancellation == requests[0].Cancellation)
            ? requests[0].Cancellation
            : CancellationToken.None;
        IReadOnlyList<TAnswer> answers;
        try
        {
            answers = compute([.. requests.SelectMany(request => request.Questions)], shared);
        }
        catch (Exception)
        {
            return false;
        }

        int start = 0;
        foreach (Request request in requests)
        {
            int count = request.Questions.Count;
            TAnswer[] own = [.. Enumerable.Range(start, count).Select(i => answers[i])];
            request.Answer((_, _) => own);
            start += count;
        }

        return true;
    }

    private sealed class Request(IReadOnlyList<TQuestion> questions, CancellationToken cancellation)
    {
        private IReadOnlyList<TAnswer>? _answers;
        private Exception? _failure;

        public IReadOnlyList<TQuestion> Questions => questions;

        public CancellationToken Cancellation => cancellation;

        public bool IsAnswered => _answers is not null || _failure is not null;

        public void Answer(Func<IReadOnlyList<TQuestion>, CancellationToken, IReadOnlyList<TAnswer>> answer)
        {
            try
            {
                cancellation.ThrowIfCancellationRequested();
                _answers = answer(questions, cancellation);
            }
            catch (Exception exception)
            {
                _failure = exception;
            }
        }

        public IReadOnlyList<TAnswer> Result()
        {
            if (_failure is not null)
            {
                ExceptionDispatchInfo.Throw(_failure);
            }

            return _answers!;
        }
    }
}
