using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// One call's part in a memory: which answers were known, which it has to compute for all who ask, and which others compute now. It
/// computes its own before it waits for others, so that no two calls wait for each other.
/// </summary>
internal sealed class AnswerClaim
{
    private readonly AnswerMemory _memory;
    private readonly QueryKey?[] _keys;
    private readonly KnownAnswer[] _found;
    private readonly bool[] _wasKnown;
    private readonly List<int> _own = [];

    /// <summary>Looks up; what nobody knows or computes is claimed, equal queries once.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="keys">The queries; <see langword="null"/> for one that is always computed and never kept.</param>
    public AnswerClaim(AnswerMemory memory, QueryKey?[] keys)
    {
        (_memory, _keys) = (memory, keys);
        _found = new KnownAnswer[keys.Length];
        _wasKnown = new bool[keys.Length];
        lock (memory.Gate)
        {
            for (int i = 0; i < keys.Length; i++)
            {
                if (keys[i] is { } key && memory.Known.TryGetValue(key, out KnownAnswer? known))
                {
                    (_found[i], _wasKnown[i]) = (known, known.Answer is not null);
                    continue;
                }

                _found[i] = new KnownAnswer();
                _own.Add(i);
                if (keys[i] is { } claimed)
                {
                    memory.Known.Add(claimed, _found[i]);
                }
            }
        }
    }

    /// <summary>Indices of the queries that this call computes.</summary>
    public IReadOnlyList<int> Own => _own;

    /// <summary>Hands the computed answers to all who wait, and keeps those that there is room for.</summary>
    /// <param name="answers">One for each of <see cref="Own"/>.</param>
    /// <param name="took">What each took.</param>
    /// <param name="queries">The query of each.</param>
    public void Keep(IReadOnlyList<Answer> answers, TimeSpan took, IReadOnlyList<Query> queries)
    {
        lock (_memory.Gate)
        {
            for (int i = 0; i < _own.Count; i++)
            {
                (_found[_own[i]].Answer, _found[_own[i]].Took) = (answers[i], took);
                if (_keys[_own[i]] is { } key && !_memory.Takes(queries[i]))
                {
                    _memory.Known.Remove(key);
                }
            }

            Monitor.PulseAll(_memory.Gate);
        }
    }

    /// <summary>Leaves what was claimed to whoever asks next.</summary>
    public void GiveUp()
    {
        lock (_memory.Gate)
        {
            foreach (int own in _own)
            {
                _found[own].IsLost = true;
                if (_keys[own] is { } key)
                {
                    _memory.Known.Remove(key);
                }
            }

            Monitor.PulseAll(_memory.Gate);
        }
    }

    /// <summary>The answer to a query, as soon as it is there.</summary>
    /// <param name="index">Index of the query.</param>
    /// <param name="saved">Receives what an answer from memory would have taken; one that was waited for took its time already.</param>
    /// <returns><see langword="null"/> where the call that computed it failed.</returns>
    public Answer? Wait(int index, SavedTime saved)
    {
        KnownAnswer found = _found[index];
        lock (_memory.Gate)
        {
            while (found.Answer is null && !found.IsLost)
            {
                Monitor.Wait(_memory.Gate);
            }
        }

        if (_wasKnown[index])
        {
            saved.Add(found.Took);
        }

        return found.Answer;
    }
}
