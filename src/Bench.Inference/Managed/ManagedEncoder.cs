using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// An encoder with a head, computed in managed code. Safe for concurrent calls; answers do not depend, bit for bit, on
/// what shares a batch, how it is cut or how many threads work on it.
/// </summary>
public sealed partial class ManagedEncoder : IGradientModel, IAttentionGradientModel, IRandomizableModel, IDisposable
{
    // Enough rows for the weights that stream past; with more, activations only fall out of the caches.
    private const int ChunkTokens = 192;

    private readonly EncoderConfig _config;
    private readonly ManagedCoreOptions _options;
    private readonly IDisposable? _owned;
    private readonly PackedEncoder _model;
    private readonly Dimensions _dimensions;
    private readonly EncoderPass _pass;
    private readonly Pool<ChunkRun> _runs;
    private readonly Pool<BatchPlan> _plans;
    private volatile bool _disposed;

    internal ManagedEncoder(string name, EncoderConfig config, EncoderWeights weights, ManagedCoreOptions options, IDisposable? owned)
        : this(name, config, weights, Pack(config, weights, options), options)
    {
        _owned = owned;
    }

    private ManagedEncoder(string name, EncoderConfig config, EncoderWeights weights, PackedEncoder packed, ManagedCoreOptions options)
    {
        _config = config;
        _options = options;
        _model = packed;
        _dimensions = new Dimensions(config, weights);
        _pass = new EncoderPass(_model, _dimensions);
        _runs = new Pool<ChunkRun>(() => new ChunkRun(_dimensions, _model.Projection is not null));
        _twins = new RandomTwins<PackedEncoder, ManagedEncoder>(weights, drawn => new PackedEncoder(config, drawn, packed.Kernels), Mixture);
        _plans = new Pool<BatchPlan>(() => new BatchPlan(config));
        _plain = PlainEncoder.Supports(weights) ? new Lazy<PlainEncoder>(() => new PlainEncoder(config, weights)) : null;
        Info = config.ToInfo(name) with { ForwardFlops = tokens => weights.ForwardFlops(config, tokens) };
    }

    /// <inheritdoc/>
    public ModelInfo Info { get; private init; }

    /// <inheritdoc/>
    public Tensor WordEmbeddings(ReadOnlySpan<int> tokenIds)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return WordTable.LookUp(_model.Words, tokenIds, Info.Name);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Predict(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default)
    {
        BatchAnswers answers = Compute(rows, null, maps: false, cancellationToken);
        var result = new Tensor[rows.Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = answers.LogitTensor(i);
        }

        return result;
    }

    /// <inheritdoc/>
    public IReadOnlyList<RowGradient> Gradients(IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default) =>
        Gradients(queries, EmbeddingUse.All, cancellationToken);

    /// <summary>The gradients by one use of the tokens, in a model that uses them twice.</summary>
    internal IReadOnlyList<RowGradient> Gradients(
        IReadOnlyList<GradientQuery> queries, EmbeddingUse use, CancellationToken cancellationToken = default)
    {
        BatchAnswers answers = Compute(Rows(queries), queries, maps: false, cancellationToken, use);
        var result = new RowGradient[queries.Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = new RowGradient(
                answers.LogitTensor(i), answers.GradientTensor(i, queries[i].Row.Length, _dimensions.Embedding));
        }

        return result;
    }

    /// <inheritdoc/>
    public IReadOnlyList<RowAttention> Attend(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default)
    {
        BatchAnswers answers = Compute(rows, null, maps: true, cancellationToken);
        var result = new RowAttention[rows.Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = new RowAttention(answers.LogitTensor(i), answers.MapTensor(i, MapShape(rows[i])));
        }

        return result;
    }

    /// <inheritdoc/>
    public IReadOnlyList<RowAttentionGradient> AttentionGradients(
        IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default)
    {
        BatchAnswers answers = Compute(Rows(queries), queries, maps: true, cancellationToken);
        var result = new RowAttentionGradient[queries.Count];
        for (int i = 0; i < result.Length; i++)
        {
            Shape shape = MapShape(queries[i].Row);
            result[i] = new RowAttentionGradient(
                answers.LogitTensor(i), answers.MapTensor(i, shape), answers.MapGradientTensor(i, shape));
        }

        return result;
    }

    /// <inheritdoc/>
    /// <remarks>Attention maps of one stack would not tell how a decoder's answer comes about, so models with a decoder offer none.</remarks>
    public T? Capability<T>()
        where T : class, IModel =>
        (_plain is null && typeof(T) == typeof(ILayerModel))
        || (_dimensions.Decodes && typeof(T) != typeof(IGradientModel) && typeof(T) != typeof(IRandomizableModel) && typeof(T) != typeof(IModel))
            ? null
            : this as T;

    /// <summary>Frees weights and workspaces. No call may be running or follow.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        foreach (ChunkRun run in _runs.Drain())
        {
            run.Dispose();
        }

        _twins.Dispose();
        _pass.Dispose();
        _model.Dispose();
        _owned?.Dispose();
    }

    private static PackedEncoder Pack(EncoderConfig config, EncoderWeights weights, ManagedCoreOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Threads);
        ArgumentOutOfRangeException.ThrowIfNegative(options.KeptActivationBytes);
        return new PackedEncoder(config, weights, Kernels.For(options.Kernels));
    }

    private static InputRow[] Rows(IReadOnlyList<GradientQuery> queries)
    {
        var rows = new InputRow[queries.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = queries[i].Row;
        }

        return rows;
    }

    private Shape MapShape(InputRow row) => new(_dimensions.Layers, _dimensions.Heads, row.Length, row.Length);

    private BatchAnswers Compute(
        IReadOnlyList<InputRow> rows, IReadOnlyList<GradientQuery>? queries, bool maps, CancellationToken cancellationToken, EmbeddingUse use = EmbeddingUse.All)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        foreach (InputRow row in rows)
        {
            RowCheck.Require(_config, row, Info.Name);
        }

        Readout[]? readouts = queries is null ? null : [.. queries.Select(query => query.ReadoutOf(Info))];
        var answers = new BatchAnswers(Info, rows, readouts, maps) { Use = use };
        if (answers.WantsBackward)
        {
            _model.PrepareBackward();
        }

        BatchPlan plan = _plans.Rent();
        Func<int, long>? keptBytesOf = answers.WantsBackward ? _dimensions.KeptBytes : null;
        plan.Build(rows, maps || _dimensions.HeadReadsAll, new ChunkLimits(_options.Threads, ChunkTokens, _options.KeptActivationBytes, keptBytesOf));
        ChunkScheduler.Run(plan.Chunks.Count, _options.Threads, RunChunk, cancellationToken);
        _plans.Return(plan);

        // The finalizers of the native memory must not run before the last chunk is done.
        GC.KeepAlive(this);
        return answers;

        void RunChunk(int index)
        {
            ChunkRun run = _runs.Rent();
            run.Start(plan, plan.Chunks[index], rows, answers, _options.KeptActivationBytes);
            _pass.Run(run);
            _runs.Return(run);
        }
    }
}
