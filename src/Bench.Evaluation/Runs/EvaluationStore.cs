using System.Diagnostics;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Remembers a model's answers for the life of one instance, so that equal inputs are computed once for all explainers and metrics
/// together: Integrated Gradients asked again with another seed, or with another way to read its gradients, costs nothing. Since a row's
/// answer never depends on its batch, results are the same bit for bit with and without the store. It also remembers what each answer
/// took, so that a method can be charged for answers that another had asked for before it.
/// </summary>
public sealed class EvaluationStore
    : IGradientModel, IAttentionGradientModel, IExactModel, ITokenMixingModel, ILayerModel, IRandomizableModel, IStoredModel
{
    private readonly Dictionary<RowKey, (Tensor Answer, TimeSpan Took)> _logits = [];
    private readonly Dictionary<(RowKey Row, Target Target, Quantity Quantity), (RowGradient Answer, TimeSpan Took)> _gradients = [];
    private readonly Dictionary<RowKey, (RowAttention Answer, TimeSpan Took)> _attention = [];
    private readonly Dictionary<(RowKey Row, TokenMixing Kind), (Tensor Answer, TimeSpan Took)> _mixing = [];
    private readonly Dictionary<(RowKey Row, Target Target, Quantity Quantity), (RowAttentionGradient Answer, TimeSpan Took)> _attentionGradients = [];
    private readonly Dictionary<(int First, int Count, ulong Seed), EvaluationStore> _randomized = [];
    private readonly Lock _gate = new();
    private readonly IModel _inner;
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

    private EvaluationStore(IModel inner, CostMeter computed, EmbeddingRoom room) => (_inner, _computed, _room) = (inner, computed, room);

    public ModelInfo Info => _inner.Info;

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

    public T? Capability<T>()
        where T : class, IModel => typeof(T) == typeof(IStoredModel) || _inner.Capability<T>() is not null ? this as T : null;

    public double[] ExactAttribution(InputRow row, Target target) => _inner.Require<IExactModel>().ExactAttribution(row, target);

    public int RandomizableLayers => _inner.Require<IRandomizableModel>().RandomizableLayers;

    /// <inheritdoc/>
    /// <remarks>Every random model has a store of its own: its answers are not this model's. With no layer drawn it is this one.</remarks>
    public IModel Randomized(int first, int count, ulong seed)
    {
        if (count == 0)
        {
            return this;
        }

        lock (_gate)
        {
            if (!_randomized.TryGetValue((first, count, seed), out EvaluationStore? store))
            {
                store = new EvaluationStore(_inner.Require<IRandomizableModel>().Randomized(first, count, seed), _computed, _room);
                _randomized.Add((first, count, seed), store);
            }

            return store;
        }
    }

    public Tensor WordEmbeddings(ReadOnlySpan<int> tokenIds) => _inner.Require<IGradientModel>().WordEmbeddings(tokenIds);

    public IReadOnlyList<Tensor> Predict(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default) =>
        Answer(rows, row => row, (row, hashes) => new RowKey(row, hashes), _logits, missing =>
        {
            _computed.Count(missing, Info);
            return _inner.Predict(missing, cancellationToken);
        });

    public IReadOnlyList<RowGradient> Gradients(IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default) =>
        Answer(queries, query => query.Row, Key, _gradients, missing =>
        {
            _computed.Count(missing.Select(query => query.Row), Info, backward: true);
            return _inner.Require<IGradientModel>().Gradients(missing, cancellationToken);
        });

    public IReadOnlyList<RowAttention> Attend(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default) =>
        Answer(rows, row => row, (row, hashes) => new RowKey(row, hashes), _attention, missing =>
        {
            _computed.Count(missing, Info);
            return _inner.Require<IAttentionModel>().Attend(missing, cancellationToken);
        });

    public IReadOnlyList<RowAttentionGradient> AttentionGradients(
        IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default) =>
        Answer(queries, query => query.Row, Key, _attentionGradients, missing =>
        {
            _computed.Count(missing.Select(query => query.Row), Info, backward: true);
            return _inner.Require<IAttentionGradientModel>().AttentionGradients(missing, cancellationToken);
        });

    public IReadOnlyList<Tensor> Mix(IReadOnlyList<InputRow> rows, TokenMixing kind, CancellationToken cancellationToken = default) =>
        Answer(rows, row => row, (row, hashes) => (new RowKey(row, hashes), kind), _mixing, missing =>
        {
            _computed.CountMixing(missing, kind, Info);
            return _inner.Require<ITokenMixingModel>().Mix(missing, kind, cancellationToken);
        });

    public Tensor PositionEmbeddings(InputRow row) => _inner.Require<ILayerModel>().PositionEmbeddings(row);

    // Answers about layers are not remembered: few methods ask, and not about the same points.
    public Tensor States(InputRow row, int layer, CancellationToken cancellationToken = default)
    {
        _computed.Count([row], Info);
        return _inner.Require<ILayerModel>().States(row, layer, cancellationToken);
    }

    public IReadOnlyList<RowContrast> Contrast(IReadOnlyList<ContrastQuery> queries, CancellationToken cancellationToken = default)
    {
        _computed.CountContrast(queries, Info);
        return _inner.Require<ILayerModel>().Contrast(queries, cancellationToken);
    }

    private static (RowKey Row, Target Target, Quantity Quantity) Key(GradientQuery query, EmbeddingHashes hashes) =>
        (new RowKey(query.Row, hashes), query.Target.In(query.Row), query.Quantity);

    private TAnswer[] Answer<TQuestion, TKey, TAnswer>(
        IReadOnlyList<TQuestion> questions,
        Func<TQuestion, InputRow> row,
        Func<TQuestion, EmbeddingHashes, TKey> key,
        Dictionary<TKey, (TAnswer Answer, TimeSpan Took)> known,
        Func<IReadOnlyList<TQuestion>, IReadOnlyList<TAnswer>> compute)
        where TKey : notnull
    {
        var answers = new TAnswer[questions.Count];
        var missing = new List<TQuestion>();
        int[] source = new int[questions.Count];
        var asked = new Dictionary<TKey, int>();
        var hashes = new EmbeddingHashes();
        lock (_gate)
        {
            for (int i = 0; i < answers.Length; i++)
            {
                source[i] = -1;
                TKey name = key(questions[i], hashes);
                if (known.TryGetValue(name, out (TAnswer Answer, TimeSpan Took) stored))
                {
                    answers[i] = stored.Answer;
                    _saved += stored.Took;
                }
                else if (!asked.TryGetValue(name, out source[i]))
                {
                    source[i] = missing.Count;
                    asked.Add(name, missing.Count);
                    missing.Add(questions[i]);
                }
            }
        }

        if (missing.Count == 0)
        {
            return answers;
        }

        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<TAnswer> fresh = compute(missing);
        TimeSpan took = Stopwatch.GetElapsedTime(start) / missing.Count;
        lock (_gate)
        {
            foreach ((TKey name, int index) in asked)
            {
                if (_room.Takes(row(missing[index]).Embeddings))
                {
                    known[name] = (fresh[index], took);
                }
            }
        }

        for (int i = 0; i < answers.Length; i++)
        {
            answers[i] = source[i] >= 0 ? fresh[source[i]] : answers[i];
        }

        return answers;
    }
}
