using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>
/// An encoder with a head, computed by libtorch. Safe for concurrent calls. Unlike the managed core's, answers agree only
/// within rounding where a row stands in another batch, since libtorch chooses its kernels by the shape of a batch; the same call gives
/// the same bits on the processor, and on GPUs as far as libtorch's own kernels promise it.
/// </summary>
public sealed partial class TorchEncoder : IGradientModel, IAttentionGradientModel, IRandomizableModel, IDisposable
{
    private readonly EncoderConfig _config;
    private readonly EncoderWeights _weights;
    private readonly TorchOptions _options;
    private readonly IDisposable? _owned;
    private readonly DeviceEncoder _model;
    private readonly EncoderPass _pass;

    // One batch at a time on a GPU: more would only take turns there, and all of their activations would have to fit at once.
    private readonly Lock? _turn;
    private volatile bool _disposed;

    internal TorchEncoder(
        string name,
        EncoderConfig config,
        EncoderWeights weights,
        TorchOptions options,
        torch.Device device,
        IDisposable? owned,
        PrecisionError? error)
        : this(
            config.ToInfo(name) with
            {
                ForwardFlops = tokens => weights.ForwardFlops(config, tokens),
                Core = new CoreInfo(
                    TorchCore.Name, TorchDevice.Name(device), OptionsBinder.Key(options.Precision.ToString()), TorchApi.Library)
                {
                    Error = error,
                },
            },
            config,
            weights,
            options,
            new DeviceEncoder(config, weights, device, Type(options.Precision)),
            device.type == DeviceType.CPU ? null : new Lock())
    {
        _owned = owned;
    }

    private TorchEncoder(
        ModelInfo info, EncoderConfig config, EncoderWeights weights, TorchOptions options, DeviceEncoder model, Lock? turn)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Threads);
        _config = config;
        _weights = weights;
        _options = options;
        _turn = turn;
        _model = model;
        _pass = new EncoderPass(model, config);
        _twins = new RandomTwins<DeviceEncoder, TorchEncoder>(
            weights, drawn => new DeviceEncoder(config, drawn, model.Device, Type(options.Precision)), Mixture);
        Info = info;
    }

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    /// <inheritdoc/>
    /// <remarks>Attention maps of one stack would not tell how a decoder's answer comes about, so decoders offer none.</remarks>
    public T? Capability<T>()
        where T : class, IModel =>
        (typeof(T) == typeof(ITokenMixingModel) && _options.Precision != CorePrecision.Single)
        || (_weights.Decoder is not null && typeof(T) != typeof(IGradientModel) && typeof(T) != typeof(IRandomizableModel)
            && typeof(T) != typeof(IModel))
            ? null
            : this as T;

    /// <inheritdoc/>
    public Tensor WordEmbeddings(ReadOnlySpan<int> tokenIds)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return WordTable.LookUp(_weights.Words, tokenIds, Info.Name);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Predict(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default)
    {
        var answers = new Tensor[rows.Count];
        Compute(rows, null, maps: false, cancellationToken, (row, answer) => answers[row] = answer.Logits);
        return answers;
    }

    /// <inheritdoc/>
    public IReadOnlyList<RowGradient> Gradients(IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default)
    {
        var answers = new RowGradient[queries.Count];
        Compute(
            [.. queries.Select(query => query.Row)],
            queries,
            maps: false,
            cancellationToken,
            (row, answer) => answers[row] = new RowGradient(answer.Logits, answer.Gradient!.Value));
        return answers;
    }

    /// <inheritdoc/>
    public IReadOnlyList<RowAttention> Attend(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default)
    {
        var answers = new RowAttention[rows.Count];
        Compute(rows, null, maps: true, cancellationToken, (row, answer) => answers[row] = new RowAttention(answer.Logits, answer.Maps!.Value));
        return answers;
    }

    /// <inheritdoc/>
    public IReadOnlyList<RowAttentionGradient> AttentionGradients(
        IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default)
    {
        var answers = new RowAttentionGradient[queries.Count];
        Compute(
            [.. queries.Select(query => query.Row)],
            queries,
            maps: true,
            cancellationToken,
            (row, answer) => answers[row] = new RowAttentionGradient(answer.Logits, answer.Maps!.Value, answer.Gradient!.Value));
        return answers;
    }

    /// <summary>Frees the weights. No call may be running or follow.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _twins.Dispose();
        _pass.Dispose();
        _model.Dispose();
        _owned?.Dispose();
    }

    /// <summary>The libtorch type of a precision.</summary>
    internal static torch.ScalarType Type(CorePrecision precision) => precision switch
    {
        CorePrecision.Half => torch.ScalarType.Float16,
        CorePrecision.Bfloat16 => torch.ScalarType.BFloat16,
        _ => torch.ScalarType.Float32,
    };

    private void Compute(
        IReadOnlyList<InputRow> rows,
        IReadOnlyList<GradientQuery>? queries,
        bool maps,
        CancellationToken cancellationToken,
        Action<int, RowAnswer> keep)
    {
        Require(rows);
        foreach (GradientQuery query in queries ?? [])
        {
            query.ReadoutOf(Info);
        }

        var sizes = new ActivationSizes(_config, _weights, _options, _model.Device);
        foreach (int[] batch in RowBatches.Cut(rows, sizes.Limits(backward: queries is not null, maps)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            InputRow[] batchRows = [.. batch.Select(row => rows[row])];
            GradientQuery[]? batchQueries = queries is null ? null : [.. batch.Select(row => queries[row])];
            RowAnswer[] answers = Turn(() => new BatchPass(_model, _config, _pass, Info).Run(batchRows, batchQueries, maps));
            for (int i = 0; i < batch.Length; i++)
            {
                keep(batch[i], answers[i]);
            }
        }
    }

    private void Require(IReadOnlyList<InputRow> rows)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        foreach (InputRow row in rows)
        {
            RowCheck.Require(_config, row, Info.Name);
        }
    }

    // Everything that a batch puts on the device is gone when its turn ends.
    private T Turn<T>(Func<T> compute)
    {
        if (_turn is null)
        {
            // OpenMP keeps this number thread by thread, so it is said on every thread that asks.
            torch.set_num_threads(_options.Threads);
        }

        _turn?.Enter();
        try
        {
            using DisposeScope scope = torch.NewDisposeScope();
            return compute();
        }
        catch (Exception exception) when (TorchApi.OutOfMemory(exception, _model.Device, Info.Name) is { } plain)
        {
            throw plain;
        }
        finally
        {
            _turn?.Exit();
        }
    }
}
