using System.Diagnostics;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Remembers a model's answers for the life of one instance, so that equal inputs are computed once for all explainers and metrics
/// together: Integrated Gradients asked again with another seed, or with another way to read its gradients, costs nothing. Since a row's
/// answer never depends on its batch, results are the same bit for bit with and without the store. It also remembers what each answer
/// took, so that a method can be charged for answers that another had asked for before it.
/// </summary>
public sealed class EvaluationStore : ModelDecorator, IStoredModel
{
    // Few methods ask between the layers, and not about the same points; formulas are quicker asked than looked up.
    private const Ask Forgotten = Ask.Exact | Ask.Layers;

    private readonly Dictionary<QueryKey, (Answer Answer, TimeSpan Took)> _known = [];
    private readonly Dictionary<(int First, int Count, ulong Seed), EvaluationStore> _randomized = [];
    private readonly Lock _gate = new();
    private readonly CostMeter _computed;
    private readonly EmbeddingRoom _room;
    private TimeSpan _saved;

    /// <summary>Puts an empty store before a model.</summary>
    /// <param name="inner">The model that computes.</param>
    /// <param name="computed">Counts what was really computed.</param>
    public EvaluationStore(IModel inner, CostMeter computed)
        : this(inner, computed, new EmbeddingRoom())
    {
    }

    private EvaluationStore(IModel inner, CostMeter computed, EmbeddingRoom room)
        : base(inner) => (_computed, _room) = (computed, room);

    public TimeSpan Saved
    {
        get
        {
            lock (_gate)
            {
                return _randomized.Values.Aggregate(_saved, (sum, store) => sum + store.Saved);
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>Every random model has a store of its own: its answers are not this model's. With no layer drawn it is this one.</remarks>
    public override IModel Randomized(int first, int count, ulong seed)
    {
        if (count == 0)
        {
            return this;
        }

        lock (_gate)
        {
            if (!_randomized.TryGetValue((first, count, seed), out EvaluationStore? store))
            {
                store = new EvaluationStore(Inner.Randomized(first, count, seed), _computed, _room);
                _randomized.Add((first, count, seed), store);
            }

            return store;
        }
    }

    public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        var answers = new Answer[queries.Count];
        var missing = new List<Query>();
        int[] source = new int[queries.Count];
        var asked = new Dictionary<QueryKey, int>();
        LookUp(queries, answers, missing, source, asked);
        if (missing.Count == 0)
        {
            return answers;
        }

        _computed.Count(missing, Info);
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<Answer> fresh = Inner.Answer(missing, cancellationToken);
        TimeSpan took = Stopwatch.GetElapsedTime(start) / missing.Count;
        lock (_gate)
        {
            foreach ((QueryKey key, int index) in asked)
            {
                if (_room.Takes(missing[index].Row.Embeddings))
                {
                    _known[key] = (fresh[index], took);
                }
            }
        }

        for (int i = 0; i < answers.Length; i++)
        {
            answers[i] = source[i] >= 0 ? fresh[source[i]] : answers[i];
        }

        return answers;
    }

    // Fills in what is known. The rest goes to missing, equal queries once; source says where each of them is found there, or is −1.
    private void LookUp(
        IReadOnlyList<Query> queries, Answer[] answers, List<Query> missing, int[] source, Dictionary<QueryKey, int> asked)
    {
        var hashes = new EmbeddingHashes();
        lock (_gate)
        {
            for (int i = 0; i < answers.Length; i++)
            {
                source[i] = -1;
                if ((queries[i].Ask & Forgotten) != 0)
                {
                    source[i] = missing.Count;
                    missing.Add(queries[i]);
                    continue;
                }

                var key = new QueryKey(queries[i], hashes);
                if (_known.TryGetValue(key, out (Answer Answer, TimeSpan Took) stored))
                {
                    answers[i] = stored.Answer;
                    _saved += stored.Took;
                }
                else if (!asked.TryGetValue(key, out source[i]))
                {
                    source[i] = missing.Count;
                    asked.Add(key, missing.Count);
                    missing.Add(queries[i]);
                }
            }
        }
    }

    private readonly record struct QueryKey(RowKey Row, Ask Ask, Readout? Readout, TokenMixing Mixing)
    {
        public QueryKey(Query query, EmbeddingHashes hashes)
            : this(new RowKey(query.Row, hashes), query.Ask, query.Readout, query.Mixing)
        {
        }
    }
}
