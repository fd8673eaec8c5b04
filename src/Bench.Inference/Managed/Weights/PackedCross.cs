namespace Bench.Inference;

/// <summary>A decoder layer's attention to the encoder's output, packed.</summary>
internal sealed class PackedCross(CrossWeights weights, EncoderConfig config, int panelWidth) : IDisposable
{
    /// <summary>Queries, already multiplied by the factor of the scores.</summary>
    public PackedLinear Query { get; } = new(panelWidth, config.ScoreScale, weights.Query);

    /// <summary>Keys and values of the encoder's output, each padded.</summary>
    public PackedLinear KeyValue { get; } = new(panelWidth, 1, weights.Key, weights.Value);

    public PackedLinear Output { get; } = new(panelWidth, 1, weights.Output);

    public PackedNorm Norm { get; } = new(weights.Norm, config);

    /// <summary>Packs the matrices of the backward pass, where that was not done.</summary>
    public void PrepareBackward()
    {
        foreach (PackedLinear linear in (ReadOnlySpan<PackedLinear>)[Query, KeyValue, Output])
        {
            _ = linear.Backward;
        }
    }

    public void Dispose()
    {
        Query.Dispose();
        KeyValue.Dispose();
        Output.Dispose();
        Norm.Dispose();
    }
}
