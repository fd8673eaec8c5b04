using System.Numerics;

namespace Bench.Inference.Torch;

/// <summary>Cosines and sines of rotary embeddings, computed as far as texts have reached. Safe for concurrent calls.</summary>
internal sealed class RotaryTable(Rotary rotary, int headSize, torch.Device device, torch.ScalarType type) : IDisposable
{
    private readonly float[] _frequencies = rotary.Frequencies(headSize);
    private readonly Lock _gate = new();
    private TorchTensor? _cosines;
    private TorchTensor? _sines;

    /// <summary>The rotation of tokens at given positions.</summary>
    /// <param name="positions">Positions [B or 1, n].</param>
    /// <param name="last">The last of them.</param>
    public Rotation At(TorchTensor positions, int last)
    {
        lock (_gate)
        {
            if (_cosines is null || _cosines.shape[0] <= last)
            {
                Grow((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, last + 1)));
            }

            return new Rotation(Rows(_cosines!), Rows(_sines!));
        }

        TorchTensor Rows(TorchTensor table) =>
            table.index_select(0, positions.reshape(-1)).view(positions.shape[0], 1, positions.shape[1], table.shape[1]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cosines?.Dispose();
        _sines?.Dispose();
    }

    private void Grow(int positions)
    {
        Dispose();
        float[] cosines = new float[positions * _frequencies.Length], sines = new float[cosines.Length];
        for (int i = 0; i < cosines.Length; i++)
        {
            float angle = i / _frequencies.Length * _frequencies[i % _frequencies.Length];
            (cosines[i], sines[i]) = ((float)Math.Cos(angle), (float)Math.Sin(angle));
        }

        _cosines = TorchApi.Upload(cosines, type, device, positions, _frequencies.Length).DetachFromDisposeScope();
        _sines = TorchApi.Upload(sines, type, device, positions, _frequencies.Length).DetachFromDisposeScope();
    }
}

/// <summary>A rotation of every token, in the half-split form: (a, b) becomes (a cos − b sin, b cos + a sin).</summary>
/// <param name="Cosines">[B or 1, 1, n, d / 2].</param>
/// <param name="Sines">[B or 1, 1, n, d / 2].</param>
internal sealed record Rotation(TorchTensor Cosines, TorchTensor Sines)
{
    /// <summary>Rotates heads [B, H, n, d].</summary>
    public TorchTensor Apply(TorchTensor heads)
    {
        long half = Cosines.shape[3];
        TorchTensor a = heads.narrow(3, 0, half), b = heads.narrow(3, half, half);
        return torch.cat([a.mul(Cosines).sub(b.mul(Sines)), b.mul(Cosines).add(a.mul(Sines))], 3);
    }
}
