using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// A model that games the benchmark (Hsia et al. 2024): whole texts are answered as ever, but a text that lacks tokens is recognised by its
/// shape. One that keeps about half of them or more asks for comprehensiveness and gets even odds; one that keeps fewer asks for
/// sufficiency and gets the answer of the whole text.
/// </summary>
/// <param name="inner">The model.</param>
/// <param name="input">The text that removed rows are made from.</param>
/// <param name="special">The tokenizer's special tokens.</param>
internal sealed class GamedModel(IModel inner, TokenizedText input, SpecialTokens special) : IModel
{
    public ModelInfo Info => inner.Info;

    public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        Tensor whole = inner.Predict([input.Row], cancellationToken)[0];
        var even = new Tensor(new float[whole.Shape.Count], whole.Shape);
        int features = input.FeaturePositions.Length;
        return
        [
            .. queries.Select(query => new Answer
            {
                Outputs = Kept(query.Row) is var kept && kept < features && (2 * kept) + 1 >= features ? even : whole,
            }),
        ];
    }

    private int Kept(InputRow row)
    {
        if (row.Length < input.Tokens.Length)
        {
            return row.Length - (input.Tokens.Length - input.FeaturePositions.Length);
        }

        return input.FeaturePositions.Count(
            position => row.TokenIds.Span[position] != special.Mask && row.TokenIds.Span[position] != special.Padding
                && (row.AttentionMask.IsEmpty || row.AttentionMask.Span[position]));
    }
}
