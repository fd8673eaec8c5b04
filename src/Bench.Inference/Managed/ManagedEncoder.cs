using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// An encoder with a head, computed in managed code. Safe for concurrent calls; answers do not depend, bit for bit, on
/// what shares a batch, how it is cut or how many threads work on it.
/// </summary>
public sealed partial class ManagedEncoder : IModel, IDisposable
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
    private readonly StagedPass? _staged;
    private readonly Pool<StagedRun> _stagedRuns;
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
        _runs = new Pool<ChunkRun>(() => new ChunkRun(_dimensions, _model.Rotaries, _model.Projection is not null));
        _staged = config.Stages.IsEmpty ? null : new StagedPass(_model, config, weights);
        _stagedRuns = new Pool<StagedRun>(() => _staged!.NewRun());
        _twins = new RandomTwins<PackedEncoder, ManagedEncoder>(
            weights, drawn => new PackedEncoder(config, drawn, packed.Kernels), Mixture);
        _plans = new Pool<BatchPlan>(() => new BatchPlan(config));
        _plain = PlainEncoder.Supports(weights) ? new Lazy<PlainEncoder>(() => new PlainEncoder(config, weights)) : null;
        Info = config.ToInfo(name) with
        {
            ForwardFlops = tokens => weights.ForwardFlops(config, tokens),
            RandomizableLayers = _twins.Parts,
        };
        Offers = _dimensions.Decodes || _staged is not null
            ? Ask.Gradient | Ask.GradientSums
            : Ask.Gradient | Ask.GradientSums | Ask.Attention | Ask.AttentionGradient | Ask.Mixing | (_plain is null ? 0 : Ask.Layers);
    }

    /// <inheritdoc/>
    public ModelInfo Info { get; private init; }

    /// <inheritdoc/>
    /// <remarks>
    /// Attention maps of one stack would not tell how a decoder's answer comes about, and those of windows are of no two tokens of the row,
    /// so models with a decoder or stages offer none.
    /// </remarks>
    public Ask Offers { get; }

    /// <inheritdoc/>
    public Tensor Embed(InputRow row)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return WordTable.LookUp(_config, _model.Words, row, Info.Name);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        foreach (Query query in queries)
        {
            QueryCheck.Require(this, _config, query);
        }

        return QueryPasses.Run(queries, (pass, asked) => pass switch
        {
            Ask.Mixing => Mix(asked, cancellationToken),
            Ask.States or Ask.Positions or Ask.Contrast => Layers(pass, asked, cancellationToken),
            _ => Compute(pass, asked, EmbeddingUse.All, cancellationToken),
        });
    }

    /// <summary>The gradients by one use of the tokens, in a model that uses them twice.</summary>
    internal IReadOnlyList<Answer> Gradients(
        IReadOnlyList<Query> queries, EmbeddingUse use, CancellationToken cancellationToken = default) =>
        Compute(Ask.Gradient, queries, use, cancellationToken);

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

        foreach (StagedRun run in _stagedRuns.Drain())
        {
            run.Dispose();
        }

        _twins.Dispose();
        _staged?.Dispose();
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

    private Answer[] Compute(Ask pass, IReadOnlyList<Query> queries, EmbeddingUse use, CancellationToken cancellationToken)
    {
        bool maps = pass is Ask.Attention or Ask.AttentionGradient;
        InputRow[] rows = [.. queries.Select(query => query.Row)];
        var answers = new BatchAnswers(Info, queries, pass) { Use = use };
        if (answers.WantsBackward)
        {
            _model.PrepareBackward();
        }

        using var share = ChunkScheduler.Shared.Enter(_options.Threads);
        BatchPlan plan = _plans.Rent();
        Func<int, long>? keptBytesOf = answers.WantsBackward ? _dimensions.KeptBytes : null;
        var limits = new ChunkLimits(share.Threads, ChunkTokens, _options.KeptActivationBytes, keptBytesOf);
        plan.Build(rows, maps || _dimensions.HeadReadsAll, limits);
        ChunkScheduler.Shared.Run(plan.Chunks.Count, _options.Threads, _staged is null ? RunChunk : RunPictures, cancellationToken);
        _plans.Return(plan);

        // The finalizers of the native memory must not run before the last chunk is done.
        GC.KeepAlive(this);
        return [.. Enumerable.Range(0, rows.Length).Select(i => answers.Of(i, Info))];

        void RunChunk(int index)
        {
            ChunkRun run = _runs.Rent();
            run.Start(plan, plan.Chunks[index], rows, answers, _options.KeptActivationBytes);
            _pass.Run(run);
            _runs.Return(run);
        }

        void RunPictures(int index)
        {
            StagedRun run = _stagedRuns.Rent();
            foreach (Sequence sequence in plan.Sequences(plan.Chunks[index]))
            {
                _staged!.Run(run, rows, sequence.Row, answers);
            }

            _stagedRuns.Return(run);
        }
    }
}
