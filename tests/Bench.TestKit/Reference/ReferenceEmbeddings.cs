using Bench.Abstractions;
using Bench.Inference;

namespace Bench.TestKit;

/// <summary>word + position + type, normalised, then projected, where the model does these.</summary>
internal sealed class ReferenceEmbeddings(EncoderWeights weights, EncoderConfig config)
{
    private readonly Grid _words = Grid.From(weights.Words);

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

    /// <summary>The word embeddings of a row, looked up or replaced.</summary>
    public Grid Words(InputRow row)
    {
        ReplacedEmbeddings? own = row.Embeddings ?? (row.Pixels.IsEmpty ? null : new ReplacedEmbeddings(row.Pixels));
        if (own is not { } replaced)
        {
            return Words(row.TokenIds.Span);
        }

        var result = new Grid(row.Length, config.EmbeddingSize);
        for (int k = 0; k < replaced.Origin.Length; k++)
        {
            double step = replaced.Direction.IsEmpty ? 0 : (double)replaced.Coefficient * replaced.Direction.Span[k];
            result[k / config.EmbeddingSize, k % config.EmbeddingSize] = replaced.Origin.Span[k] + step;
        }

        return result;
    }

    /// <summary>The first layer's input.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="words">The word embeddings.</param>
    /// <param name="row">The row.</param>
    public TapeValue Forward(Tape tape, TapeValue words, InputRow row)
    {
        TapeValue sum = words;
        if (weights.Positions is { } positions)
        {
            sum = tape.Add(sum, Look(tape, positions, Positions(row.TokenIds.Span)));
        }

        if (weights.Types is { } types)
        {
            sum = tape.Add(sum, Look(tape, types, row.TypeIds.IsEmpty ? new int[row.Length] : row.TypeIds.ToArray()));
        }

        sum = ReferenceAttention.Norm(weights.EmbeddingNorm, config) is { } norm ? tape.Norm(sum, norm) : sum;
        TapeValue states = weights.Projection is { } projection ? tape.Linear(sum, projection) : sum;
        states = ReferenceAttention.Norm(weights.ProjectionNorm, config) is { } projected ? tape.Norm(states, projected) : states;
        return weights.Places is { } places ? Place(tape, states, places, row.TokenIds.ToArray()) : states;
    }

    // A patch is its projected pixels and what belongs to its place; a special token is that alone.
    private TapeValue Place(Tape tape, TapeValue states, Tensor places, int[] ids)
    {
        int first = config.Picture!.FirstPatch;
        TapeValue patches = tape.Rows(states, [.. ids.Select((id, i) => id < first ? -1 : i)]);
        return tape.Add(patches, Look(tape, places, ids));
    }

    /// <summary>
    /// The decoder's first layer's input: a start token, then every visible token but the last, one place after where it stands in the
    /// text.
    /// </summary>
    /// <param name="tape">The tape.</param>
    /// <param name="words">The word embeddings.</param>
    /// <param name="visible">Positions of the visible tokens.</param>
    /// <param name="decoder">The decoder.</param>
    public TapeValue Decode(Tape tape, TapeValue words, int[] visible, DecoderWeights decoder)
    {
        TapeValue tokens = tape.Rows(words, [-1, .. visible[..^1]]);
        var start = new Grid(visible.Length, config.EmbeddingSize);
        Words([decoder.StartId]).Row(0).CopyTo(start.Row(0));
        TapeValue sum = tape.Add(tokens, tape.Write(start));
        int[] positions = [config.FirstPosition, .. visible[..^1].Select(position => config.FirstPosition + position + 1)];
        return tape.Norm(
            tape.Add(sum, Look(tape, decoder.Positions, positions)), ReferenceAttention.Norm(decoder.EmbeddingNorm, config)!);
    }

    private static TapeValue Look(Tape tape, Tensor table, int[] rows) => tape.Rows(tape.Write(Grid.From(table)), rows);

    private int[] Positions(ReadOnlySpan<int> ids)
    {
        int[] positions = new int[ids.Length];
        int counted = config.FirstPosition;
        for (int i = 0; i < positions.Length; i++)
        {
            // RoBERTa numbers the tokens that are not padding from the padding id + 1 on; padding keeps the padding id.
            bool padding = config.FirstPosition > 0 && !config.CountsPadding && ids[i] == config.PadTokenId;
            positions[i] = padding ? config.PadTokenId : counted++;
        }

        return positions;
    }
}
