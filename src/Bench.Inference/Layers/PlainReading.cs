using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Which hidden states of the last layer a head reads: normalised in models that normalise first, then all, one, the first two,
/// or their mean.</summary>
internal sealed class PlainReading(EncoderWeights weights, EncoderConfig config)
{
    private readonly PlainNorm? _norm = weights.FinalNorm is { } norm ? new PlainNorm(norm, config) : null;

    /// <summary>The states that the head reads [r, H].</summary>
    /// <param name="row">The row.</param>
    /// <param name="visible">Which tokens may be attended to.</param>
    /// <param name="states">What the last layer gives [n, H].</param>
    public float[] Forward(InputRow row, bool[] visible, float[] states)
    {
        float[] normal = _norm?.Forward(states) ?? states;
        if (config.Head != HeadKind.Sequence)
        {
            return normal;
        }

        if (config.Pooling == Pooling.FirstTwo)
        {
            return normal[..config.ReadWidth];
        }

        float[] read = new float[config.HiddenSize];
        foreach ((int token, float share) in Shares(row, visible))
        {
            Plain.AddScaled(read, normal.AsSpan(token * config.HiddenSize, config.HiddenSize), share);
        }

        return read;
    }

    /// <summary>From multipliers by those states to multipliers by what the last layer gives.</summary>
    /// <param name="row">The row.</param>
    /// <param name="visible">Which tokens may be attended to.</param>
    /// <param name="a">What the last layer gave at one point.</param>
    /// <param name="b">What it gave at the other.</param>
    /// <param name="m">[r, H].</param>
    public float[] Backward(InputRow row, bool[] visible, float[] a, float[] b, float[] m)
    {
        float[] all = m;
        if (config.Head == HeadKind.Sequence)
        {
            all = new float[a.Length];
            if (config.Pooling == Pooling.FirstTwo)
            {
                m.CopyTo(all, 0);
                return _norm?.Backward(a, b, all) ?? all;
            }

            foreach ((int token, float share) in Shares(row, visible))
            {
                Plain.AddScaled(all.AsSpan(token * config.HiddenSize, config.HiddenSize), m, share);
            }
        }

        return _norm?.Backward(a, b, all) ?? all;
    }

    private IEnumerable<(int Token, float Share)> Shares(InputRow row, bool[] visible) => config.Pooling == Pooling.Mean
        ? visible.Index().Where(token => token.Item).Select(token => (token.Index, 1f / visible.Count(seen => seen)))
        : [(config.ReadPosition(row.TokenIds.Span), 1f)];
}
