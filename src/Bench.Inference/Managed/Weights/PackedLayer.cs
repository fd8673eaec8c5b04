namespace Bench.Inference;

/// <summary>One encoder layer, packed.</summary>
internal sealed class PackedLayer : IDisposable
{
    public PackedLayer(LayerWeights weights, EncoderConfig config, int panelWidth)
    {
        float scale = 1f / MathF.Sqrt(config.HeadSize);
        QueryKeyValue = new PackedLinear(panelWidth, scale, weights.Query, weights.Key, weights.Value);
        AttentionOutput = new PackedLinear(panelWidth, 1, weights.AttentionOutput);
        AttentionNorm = new PackedNorm(weights.AttentionNorm, config.LayerNormEpsilon);
        Intermediate = new PackedLinear(panelWidth, 1, weights.Intermediate);
        Output = new PackedLinear(panelWidth, 1, weights.Output);
        OutputNorm = new PackedNorm(weights.OutputNorm, config.LayerNormEpsilon);
    }

    /// <summary>Queries (already divided by √d), keys and values, each padded.</summary>
    public PackedLinear QueryKeyValue { get; }

    public PackedLinear AttentionOutput { get; }

    public PackedNorm AttentionNorm { get; }

    public PackedLinear Intermediate { get; }

    public PackedLinear Output { get; }

    public PackedNorm OutputNorm { get; }

    /// <summary>Packs the matrices of the backward pass, where that was not done.</summary>
    public void PrepareBackward()
    {
        foreach (PackedLinear linear in (ReadOnlySpan<PackedLinear>)[QueryKeyValue, AttentionOutput, Intermediate, Output])
        {
            _ = linear.Backward;
        }
    }

    public void Dispose()
    {
        QueryKeyValue.Dispose();
        AttentionOutput.Dispose();
        AttentionNorm.Dispose();
        Intermediate.Dispose();
        Output.Dispose();
        OutputNorm.Dispose();
    }
}
