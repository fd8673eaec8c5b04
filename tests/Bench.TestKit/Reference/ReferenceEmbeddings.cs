using Bench.Abstractions;
using Bench.Inference;

namespace Bench.TestKit;

/// <summary>word + position + type, normalised, then projected where the model projects.</summary>
internal sealed class ReferenceEmbeddings(EncoderWeights weights, EncoderConfig config)
{
    private readonly Grid _words = Grid.From(weights.Words);
    private readonly Grid _positions = Grid.From(weights.Positions!.Value);
    private readonly Grid? _types = weights.Types is { } types ? Grid.From(types) : null;
    private readonly ReferenceNorm _norm = new(weights.EmbeddingNorm!, config.LayerNormEpsilon);
    private readonly ReferenceLinear? _projection = weights.Projection is { } projection ? new ReferenceLinear(projection) : null;

    /// <summary>Rows of the word-embedding matrix.</summary>
    public Grid Words(ReadOnlySpan<int> ids)
    {
        var result = new Grid(ids.Length, config.EmbeddingSize);
        for (int i = 0; i < ids.Length; i++)
        {
            _words.Row(ids[i]).CopyTo(result.Row(i));
        }

        return result;
    }

    /// <summary>The sum before normalisation, which <see cref="Backward"/> needs.</summary>
    public Grid Sum(InputRow row)
    {
        Grid sum = row.Embeddings is { } replaced ? Replaced(replaced, row.Length) : Words(row.TokenIds.Span);
        int counted = config.FirstPosition;
        for (int i = 0; i < row.Length; i++)
        {
            // RoBERTa numbers the tokens that are not padding from the padding id + 1 on; padding keeps the padding id.
            bool padding = config.FirstPosition > 0 && row.TokenIds.Span[i] == config.PadTokenId;
            int position = padding ? config.PadTokenId : counted++;
            int type = row.TypeIds.IsEmpty ? 0 : row.TypeIds.Span[i];
            for (int j = 0; j < config.EmbeddingSize; j++)
            {
                sum[i, j] += _positions[position, j] + (_types is null ? 0 : _types[type, j]);
            }
        }

        return sum;
    }

    public Grid Forward(Grid sum)
    {
        Grid normed = _norm.Forward(sum);
        return _projection is null ? normed : _projection.Forward(normed);
    }

    /// <summary>The derivative by the sum, which is also the derivative by the word embeddings.</summary>
    public Grid Backward(Grid sum, Grid dOutput) => _norm.Backward(sum, _projection is null ? dOutput : _projection.Backward(dOutput));

    private Grid Replaced(ReplacedEmbeddings replaced, int n)
    {
        var result = new Grid(n, config.EmbeddingSize);
        for (int k = 0; k < replaced.Origin.Length; k++)
        {
            double step = replaced.Direction.IsEmpty ? 0 : (double)replaced.Coefficient * replaced.Direction.Span[k];
            result[k / config.EmbeddingSize, k % config.EmbeddingSize] = replaced.Origin.Span[k] + step;
        }

        return result;
    }
}
