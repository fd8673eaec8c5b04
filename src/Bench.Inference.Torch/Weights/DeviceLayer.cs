namespace Bench.Inference.Torch;

/// <summary>One layer on the device; its parts are those of <see cref="LayerWeights"/>.</summary>
internal sealed record DeviceLayer
{
    public required DeviceLinear Query { get; init; }

    public required DeviceLinear Key { get; init; }

    public required DeviceLinear Value { get; init; }

    public required DeviceLinear AttentionOutput { get; init; }

    public required DeviceNorm? AttentionNorm { get; init; }

    public required DeviceLinear Intermediate { get; init; }

    public required DeviceLinear? Gate { get; init; }

    public required DeviceLinear Output { get; init; }

    public required DeviceNorm OutputNorm { get; init; }

    public required DeviceNorm? QueryNorm { get; init; }

    public required DeviceNorm? KeyNorm { get; init; }

    /// <summary>What queries meet beside the keys [H, rows, d]: keys that stand for distances.</summary>
    public required TorchTensor? DistanceKeys { get; init; }

    /// <summary>What keys meet beside the queries [H, rows, d], already multiplied by the factor of the scores.</summary>
    public required TorchTensor? DistanceQueries { get; init; }

    /// <summary>Added to the scores [rows, H].</summary>
    public required TorchTensor? ScoreBias { get; init; }

    /// <summary>Added to the scores within windows [H, M², M²].</summary>
    public required TorchTensor? WindowBias { get; init; }

    public required DeviceJoining? Joining { get; init; }

    public required DeviceCross? Cross { get; init; }

    public required DeviceConvolution? Convolution { get; init; }
}

/// <summary>What joins four states into one.</summary>
internal sealed record DeviceJoining(DeviceNorm Norm, DeviceLinear Reduction);

/// <summary>A decoder layer's attention to the encoder's output.</summary>
internal sealed record DeviceCross(DeviceLinear Query, DeviceLinear Key, DeviceLinear Value, DeviceLinear Output, DeviceNorm Norm);

/// <summary>The convolution beside a layer.</summary>
/// <param name="Weight">[outputs, inputs, taps].</param>
/// <param name="Bias">[outputs].</param>
/// <param name="Activation">The non-linearity.</param>
/// <param name="Norm">The normalisation.</param>
internal sealed record DeviceConvolution(TorchTensor Weight, TorchTensor Bias, HiddenActivation Activation, DeviceNorm Norm);
