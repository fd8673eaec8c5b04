using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Word + position + type embeddings, normalised and projected; of pictures pixels, projected, and what belongs to their places.
/// </summary>
internal sealed class PlainEmbeddings(EncoderWeights weights, EncoderConfig config)
{
    private readonly PlainNorm? _norm = weights.EmbeddingNorm is { } norm ? new PlainNorm(norm, config) : null;

    /// <summary>Position embeddings of a row [n, E], or <see langword="null"/> where the model has none.</summary>
    public float[]? Positions(InputRow row)
    {
        if (weights.Positions is not { } table)
        {
            return null;
        }

        int[] positions = new int[row.Length];
        config.WritePositions(row.TokenIds.Span, positions);
        return [.. positions.SelectMany(position => table[position].Span.ToArray())];
    }

    /// <summary>The sum that is normalised.</summary>
    /// <param name="row">Ids, for positions, and types.</param>
    /// <param name="words">Word embeddings [n, E].</param>
    public float[] Sum(InputRow row, ReadOnlySpan<float> words)
    {
        float[] sum = words.ToArray();
        if (Positions(row) is { } positions)
        {
            Plain.AddScaled(sum, positions, 1);
        }

        for (int i = 0; weights.Types is { } types && i < row.Length; i++)
        {
            Plain.AddScaled(
                sum.AsSpan(i * config.EmbeddingSize, config.EmbeddingSize), types[row.TypeIds.IsEmpty ? 0 : row.TypeIds.Span[i]].Span, 1);
        }

        return sum;
    }

    /// <summary>The states that go into the first layer [n, H].</summary>
    /// <param name="row">Ids, for places of a picture.</param>
    /// <param name="sum">The sum.</param>
    public float[] Forward(InputRow row, float[] sum)
    {
        float[] normal = _norm?.Forward(sum) ?? sum;
        float[] states = weights.Projection is { } projection ? Plain.Forward(projection, normal) : normal;
        for (int i = 0; weights.Places is { } places && i < row.Length; i++)
        {
            Span<float> state = states.AsSpan(i * config.HiddenSize, config.HiddenSize);
            if (IsPixelless(row, i))
            {
                state.Clear();
            }

            Plain.AddScaled(state, places[row.TokenIds.Span[i]].Span, 1);
        }

        return states;
    }

    /// <summary>From multipliers by those states to multipliers by the sum, which are those by each of its parts.</summary>
    public float[] Backward(InputRow row, float[] a, float[] b, float[] m)
    {
        float[] normal = weights.Projection is { } projection ? Plain.Backward(projection, m) : m;
        for (int i = 0; weights.Places is not null && i < row.Length; i++)
        {
            if (IsPixelless(row, i))
            {
                normal.AsSpan(i * config.EmbeddingSize, config.EmbeddingSize).Clear();
            }
        }

        return _norm?.Backward(a, b, normal) ?? normal;
    }

    // Special tokens of a picture are what belongs to their place, whatever stands for their pixels.
    private bool IsPixelless(InputRow row, int position) => row.TokenIds.Span[position] < (config.Picture?.FirstPatch ?? 0);
}
