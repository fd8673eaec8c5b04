namespace Bench.Inference;

/// <summary>What joins four states into one, packed.</summary>
/// <param name="norm">Normalises the four behind each other.</param>
/// <param name="reduction">Maps them to one.</param>
internal sealed class PackedJoining(PackedNorm norm, PackedLinear reduction) : IDisposable
{
    public PackedNorm Norm => norm;

    public PackedLinear Reduction => reduction;

    /// <inheritdoc/>
    public void Dispose()
    {
        norm.Dispose();
        reduction.Dispose();
    }
}
