using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>What tells a query from others, by content.</summary>
internal readonly record struct QueryKey(RowKey Row, Ask Ask, Readout? Readout, TokenMixing Mixing, UInt128? Factor)
{
    public QueryKey(Query query, EmbeddingHashes hashes)
        : this(new RowKey(query.Row, hashes), query.Ask, query.Readout, query.Mixing, FactorOf(query, hashes))
    {
    }

    // Of no matter where nothing is multiplied by it.
    private static UInt128? FactorOf(Query query, EmbeddingHashes hashes) =>
        query.Ask.HasFlag(Ask.GradientSums) && !query.Factor.IsEmpty ? hashes.Of(query.Factor) : null;
}

/// <summary>An answer that is known, or that one call computes now.</summary>
internal sealed class KnownAnswer
{
    /// <summary>The answer; <see langword="null"/> as long as it is computed.</summary>
    public Answer? Answer { get; set; }

    /// <summary>What it took, as a share of its batch.</summary>
    public TimeSpan Took { get; set; }

    /// <summary>Whether the call that computed it failed.</summary>
    public bool IsLost { get; set; }
}

/// <summary>
/// The answers of a model and of its random twins, for the life of one instance. Its <see cref="Gate"/> guards everything in it.
/// </summary>
internal sealed class AnswerMemory
{
    private readonly Dictionary<(int First, int Count, ulong Seed), AnswerMemory> _draws = [];
    private readonly EmbeddingRoom _room;

    public AnswerMemory()
        : this(new EmbeddingRoom())
    {
    }

    private AnswerMemory(EmbeddingRoom room) => _room = room;

    /// <summary>Held while answers are looked up or put in; pulsed when a call has computed some, or failed.</summary>
    public object Gate { get; } = new();

    /// <summary>Known answers, and those that are computed now.</summary>
    public Dictionary<QueryKey, KnownAnswer> Known { get; } = [];

    /// <summary>The answers of a random twin.</summary>
    public AnswerMemory OfDraw(int first, int count, ulong seed)
    {
        lock (Gate)
        {
            if (!_draws.TryGetValue((first, count, seed), out AnswerMemory? memory))
            {
                memory = new AnswerMemory(_room);
                _draws.Add((first, count, seed), memory);
            }

            return memory;
        }
    }

    /// <summary>Whether there is room for an answer; if so, it is taken.</summary>
    public bool Takes(Query query) => _room.Takes(query);
}

/// <summary>What answers from memory would have taken.</summary>
internal sealed class SavedTime
{
    private long _ticks;

    public TimeSpan Sum => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    public void Add(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
