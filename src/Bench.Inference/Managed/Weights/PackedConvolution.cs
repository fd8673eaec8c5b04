namespace Bench.Inference;

/// <summary>A convolution along the text, one packed map for each neighbour.</summary>
internal sealed class PackedConvolution(ConvolutionWeights weights, EncoderConfig config, int panelWidth) : IDisposable
{
    /// <summary>The maps, from the leftmost neighbour on.</summary>
    public PackedLinear[] Taps { get; } = [.. weights.Taps.Select(tap => new PackedLinear(panelWidth, 1, tap))];

    public HiddenActivation Activation { get; } = weights.Activation;

    public PackedNorm Norm { get; } = new(weights.Norm, config);

    /// <summary>How far the neighbour of a tap stands from the token itself.</summary>
    public int Offset(int tap) => tap - (Taps.Length / 2);

    /// <summary>Packs the matrices of the backward pass, where that was not done.</summary>
    public void PrepareBackward()
    {
        foreach (PackedLinear tap in Taps)
        {
            _ = tap.Backward;
        }
    }

    public void Dispose()
    {
        foreach (PackedLinear tap in Taps)
        {
            tap.Dispose();
        }

        Norm.Dispose();
    }
}
