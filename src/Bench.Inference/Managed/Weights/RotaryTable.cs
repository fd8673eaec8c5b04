namespace Bench.Inference;

/// <summary>Cosines and sines of rotary embeddings, computed as far as texts have reached. Safe for concurrent calls.</summary>
internal sealed class RotaryTable(Rotary rotary, int headSize)
{
    private readonly float[] _frequencies = rotary.Frequencies(headSize);
    private readonly Lock _gate = new();
    private volatile float[] _values = [];

    /// <summary>Pairs of a head.</summary>
    public int Half => _frequencies.Length;

    /// <summary>For positions up to a last one: for each the cosines, then the sines, of all pairs.</summary>
    public float[] Upto(int last)
    {
        int count = (last + 1) * 2 * Half;
        if (_values.Length < count)
        {
            lock (_gate)
            {
                _values = _values.Length < count ? Compute(Math.Max(last + 1, 64)) : _values;
            }
        }

        return _values;
    }

    private float[] Compute(int positions)
    {
        float[] values = new float[positions * 2 * Half];
        for (int position = 0; position < positions; position++)
        {
            for (int k = 0; k < Half; k++)
            {
                float angle = position * _frequencies[k];
                values[(position * 2 * Half) + k] = (float)Math.Cos(angle);
                values[(((position * 2) + 1) * Half) + k] = (float)Math.Sin(angle);
            }
        }

        return values;
    }
}
