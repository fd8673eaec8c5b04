using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>What is added to the score of a head for every distance of two tokens.</summary>
internal sealed class ScoreBias
{
    private readonly int _longest;

    /// <summary>Looks every distance up.</summary>
    /// <param name="table">[rows, heads].</param>
    /// <param name="config">Says which row belongs to a distance.</param>
    public ScoreBias(Tensor table, EncoderConfig config)
    {
        _longest = config.MaxLength;
        int distances = (2 * _longest) - 1;
        Values = new float[config.Heads * distances];
        for (int i = 0; i < Values.Length; i++)
        {
            int row = config.Attention.Relative!.RowOf(_longest - 1 - (i % distances));
            Values[i] = table.Span[(row * config.Heads) + (i / distances)];
        }
    }

    /// <summary>All terms, those of a head from the farthest key before the query to the farthest behind it.</summary>
    public float[] Values { get; }

    /// <summary>The index of a head's term of distance 0.</summary>
    public int Zero(int head) => (head * ((2 * _longest) - 1)) + _longest - 1;
}
