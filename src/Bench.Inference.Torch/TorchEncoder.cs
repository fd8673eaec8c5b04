using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>
/// An encoder with a head, computed by libtorch. Safe for concurrent calls. Unlike the managed core's, answers agree only
/// within rounding where a row stands in another batch, since libtorch chooses its kernels by the shape of a batch; the same call gives
/// the same bits on the processor, and on GPUs as far as libtorch's own kernels promise it.
/// </summary>
public sealed partial class TorchEncoder : IModel, IDisposable
{
    private readonly EncoderConfig _config;
    private readonly EncoderWeights _weights;
    private readonly TorchOptions _options;
    private readonly IDisposable? _owned;
    private readonly DeviceEncoder _model;
    private readonly EncoderPass _pass;

    // One batch at a time computes on a GPU: more would only take turns there, and all of their activations would have to fit at once.
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
        Info = info with { RandomizableLayers = _twins.Parts };
    }

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    /// <inheritdoc/>
    /// <remarks>
    /// Attention maps of one stack would not tell how a decoder's answer comes about, so decoders offer none; nor do stages of windows.
    /// </remarks>
    public Ask Offers => _weights.Decoder is not null || !_config.Stages.IsEmpty
        ? Ask.Gradient | Ask.GradientSums
        : Ask.Gradient | Ask.GradientSums | Ask.Attention | Ask.AttentionGradient
            | (_options.Precision == CorePrecision.Single ? Ask.Mixing : 0);

    /// <inheritdoc/>
    public Tensor Embed(InputRow row)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return WordTable.LookUp(_config, _weights.Words, row, Info.Name);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        foreach (Query query in queries)
        {
            QueryCheck.Require(this, _config, query);
        }

        return QueryPasses.Run(
            queries, (pass, asked) => pass == Ask.Mixing ? Mix(asked, cancellationToken) : Compute(pass, asked, cancellationToken));
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

    private Answer[] Compute(Ask pass, IReadOnlyList<Query> queries, CancellationToken cancellationToken)
    {
        var answers = new Answer[queries.Count];
        var sizes = new ActivationSizes(_config, _weights, _options, _model.Device);
        BatchLimits limits = sizes.Limits((pass & Query.OfReadout) != 0, pass is Ask.Attention or Ask.AttentionGradient);
        foreach (int[] batch in RowBatches.Cut([.. queries.Select(query => query.Row)], limits))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Query[] asked = [.. batch.Select(row => queries[row])];
            var computing = new BatchPass(_model, _config, _pass, Info);
            Answer[] found = Turn(() => computing.Prepare(pass, asked), prepared => computing.Run(pass, asked, prepared));
            for (int i = 0; i < batch.Length; i++)
            {
                answers[batch[i]] = found[i];
            }
        }

        return answers;
    }

    private T Turn<T>(Func<T> compute) => Turn(() => 0, _ => compute());

    // What comes before the turn goes on beside the turn of another call: the next batch is packed and uploaded while one computes.
    // Everything that a batch puts on the device is gone when its turn ends.
    private T Turn<TPrepared, T>(Func<TPrepared> prepare, Func<TPrepared, T> compute)
    {
        if (_turn is null)
        {
            // OpenMP keeps this number thread by thread, so it is said on every thread that asks.
            torch.set_num_threads(_options.Threads);
        }

        try
        {
            using DisposeScope scope = torch.NewDisposeScope();
            TPrepared prepared = prepare();
            _turn?.Enter();
            try
            {
                if (_turn is not null)
                {
                    // Of the process, not of a model; convolutions have a switch of their own, which libtorch turns on.
                    bool rounds = _options.Precision == CorePrecision.Tf32;
                    torch.backends.cuda.matmul.allow_tf32 = rounds;
                    torch.backends.cudnn.allow_tf32 = rounds;
                }

                return compute(prepared);
            }
            finally
            {
                _turn?.Exit();
            }
        }
        catch (Exception exception) when (TorchApi.OutOfMemory(exception, _model.Device, Info.Name) is { } plain)
        {
            throw plain;
        }
    }
}
