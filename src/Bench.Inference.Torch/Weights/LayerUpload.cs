namespace Bench.Inference.Torch;

/// <summary>Brings a layer to a device.</summary>
internal static class LayerUpload
{
    /// <summary>Uploads a layer.</summary>
    /// <param name="upload">Where to.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="config">The model's configuration.</param>
    /// <param name="stage">The stage that it is in, or <see langword="null"/>.</param>
    public static DeviceLayer Layer(this WeightUpload upload, LayerWeights layer, EncoderConfig config, WindowStage? stage)
    {
        DisentangledWeights? terms = layer.Disentangled;
        return new DeviceLayer
        {
            Query = upload.Linear(layer.Query),
            Key = upload.Linear(layer.Key),
            Value = upload.Linear(layer.Value),
            AttentionOutput = upload.Linear(layer.AttentionOutput),
            AttentionNorm = upload.MaybeNorm(layer.AttentionNorm),
            Intermediate = upload.Linear(layer.Intermediate),
            Gate = upload.MaybeLinear(layer.Gate),
            Output = upload.Linear(layer.Output),
            OutputNorm = upload.Norm(layer.OutputNorm),
            QueryNorm = upload.MaybeNorm(layer.QueryNorm),
            KeyNorm = upload.MaybeNorm(layer.KeyNorm),
            DistanceKeys = upload.Distances(terms, terms?.Key, 1, config),
            DistanceQueries = upload.Distances(terms, terms?.Query, config.ScoreScale, config),
            ScoreBias = upload.Table(layer.ScoreBias),
            WindowBias = layer.WindowBias is { } window ? upload.Table(Expanded(window, stage!)) : null,
            Joining = layer.Joining is { } joining ? new DeviceJoining(upload.Norm(joining.Norm), upload.Linear(joining.Reduction)) : null,
            Cross = layer.Cross is not { } cross ? null : new DeviceCross(
                upload.Linear(cross.Query),
                upload.Linear(cross.Key),
                upload.Linear(cross.Value),
                upload.Linear(cross.Output),
                upload.Norm(cross.Norm)),
            Convolution = layer.Convolution is { } convolution ? upload.Convolution(convolution) : null,
        };
    }

    // [(2M − 1)², heads] to [heads, M², M²].
    private static Abstractions.Tensor Expanded(Abstractions.Tensor table, WindowStage stage)
    {
        int n = stage.WindowStates;
        float[] bias = new float[stage.Heads * n * n];
        for (int i = 0; i < bias.Length; i++)
        {
            bias[i] = table.Span[(stage.BiasRow(i / n % n, i % n) * stage.Heads) + (i / (n * n))];
        }

        return new Abstractions.Tensor(bias, new Abstractions.Shape(stage.Heads, n, n));
    }

    // They hang on weights only, so they are computed once: heads [H, rows, d].
    private static TorchTensor? Distances(
        this WeightUpload upload, DisentangledWeights? terms, Linear? map, float scale, EncoderConfig config)
    {
        if (terms is null || map is null)
        {
            return null;
        }

        using IDisposable noGradient = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        using WeightUpload passing = upload.Passing();
        using Scalar factor = scale;
        TorchTensor table = passing.Table(terms.Distances);
        TorchTensor normal = passing.MaybeNorm(terms.Norm)?.Apply(table) ?? table;
        TorchTensor rows = passing.Linear(map).Apply(normal).mul(factor);
        return upload.Keep(rows.view(rows.shape[0], config.Heads, config.HeadSize).transpose(0, 1).contiguous());
    }

    private static DeviceConvolution Convolution(this WeightUpload upload, ConvolutionWeights convolution)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using WeightUpload passing = upload.Passing();
        DeviceLinear[] taps = [.. convolution.Taps.Select(passing.Linear)];
        TorchTensor bias = taps.Skip(1).Aggregate(taps[0].Bias, (sum, tap) => sum.add(tap.Bias));
        TorchTensor weight = torch.stack([.. taps.Select(tap => tap.Weight)], 2);
        return new DeviceConvolution(
            upload.Keep(weight), upload.Keep(bias.clone()), convolution.Activation, upload.Norm(convolution.Norm));
    }
}
