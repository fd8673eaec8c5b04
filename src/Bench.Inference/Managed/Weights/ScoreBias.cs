using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>What is added to the score of a head for every distance of two tokens.</summary>
internal sealed class ScoreBias
{
    private readonly float[] _values;
    private readonly int _longest;

    /// <summary>Looks every distance up.</summary>
    /// <param name="table">[rows, heads].</param>
    /// <param name="config">Says which row belongs to a distance.</param>
    public ScoreBias(Tensor table, EncoderConfig config)
    {
        _longest = config.MaxLength;
        int distances = (2 * _longest) - 1;
        _values = new float[config.Heads * distances];
        for (int i = 0; i < _values.Length; i++)
        {
            int row = config.Attention.Relative!.RowOf((i % distances) - _longest + 1);
            _values[i] = table.Span[(row * config.Heads) + (i / distances)];
        }
    }

    /// <summary>A head's terms, so that the one of distance r stands at index r + n, n the index of distance 0.</summary>
    /// <param name="head">The head.</param>
    /// <param name="zero">Receives the index of distance 0.</param>
    public ReadOnlySpan<float> Of(int head, out int zero)
    {
        zero = _longest - 1;
        return _values.AsSpan(head * ((2 * _longest) - 1), (2 * _longest) - 1);
    }
}
