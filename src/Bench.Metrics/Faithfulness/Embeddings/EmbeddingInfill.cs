using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Noisy linear imputation (Rong et al. 2022, section 5) on the embeddings of a text: every replaced token's embedding is the mean of its
/// two neighbours' in the row, all of them at once, plus Gaussian noise. The neighbours of a pixel become those before and behind a token,
/// so the linear system has straight lines between the nearest tokens that stay as its solution; special tokens always stay and bound every
/// text.
/// </summary>
internal sealed class EmbeddingInfill
{
    private readonly TokenizedText _input;
    private readonly float[] _embeddings;
    private readonly float[] _noise;
    private readonly int _width;

    /// <summary>Looks the text's embeddings up and draws the noise once, the same whatever is replaced.</summary>
    /// <param name="context">The explanation; its seed decides the noise.</param>
    /// <param name="noise">Standard deviation as a share of that of the embeddings' values.</param>
    public EmbeddingInfill(MetricContext context, double noise)
    {
        _input = context.Explanation.Input;
        _embeddings = context.Model.Embed(_input.Row).Span.ToArray();
        _width = _embeddings.Length / _input.Tokens.Length;
        double mean = _embeddings.Average(value => (double)value);
        double deviation = noise * Math.Sqrt(_embeddings.Average(value => Math.Pow(value - mean, 2)));
        var random = new DeterministicRandom(DeterministicRandom.Derive(context.Seed, "infill"));
        _noise = [.. _embeddings.Select(_ => (float)(deviation * random.NextGaussian()))];
    }

    /// <summary>The row in which some features are imputed.</summary>
    /// <param name="features">Indices of the features replaced.</param>
    public InputRow Replace(ReadOnlySpan<int> features)
    {
        bool[] replaced = new bool[_input.Tokens.Length];
        foreach (int feature in features)
        {
            foreach (int position in _input.Units[feature].Positions)
            {
                replaced[position] = true;
            }
        }

        float[] result = [.. _embeddings];
        for (int i = 0; i < replaced.Length; i++)
        {
            if (replaced[i])
            {
                Impute(result, i, Array.FindLastIndex(replaced, i, stays => !stays), Array.FindIndex(replaced, i, stays => !stays));
            }
        }

        return new InputRow { TokenIds = _input.Row.TokenIds, TypeIds = _input.Row.TypeIds, Embeddings = new ReplacedEmbeddings(result) };
    }

    // A row without a special token at one end continues the nearest token that stays.
    private void Impute(float[] result, int position, int before, int behind)
    {
        (int left, int right) = (before < 0 ? behind : before, behind < 0 ? before : behind);
        float share = left == right ? 0 : (float)(position - left) / (right - left);
        for (int d = 0; d < _width; d++)
        {
            float line = left < 0 ? 0 : ((1 - share) * _embeddings[(left * _width) + d]) + (share * _embeddings[(right * _width) + d]);
            result[(position * _width) + d] = line + _noise[(position * _width) + d];
        }
    }
}
