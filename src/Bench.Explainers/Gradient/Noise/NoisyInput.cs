using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// A model whose input stands somewhere else in the embedding space: wherever the input's own tokens are asked for, their noisy
/// embeddings are used. Every other row, such as a baseline, is what it was.
/// </summary>
/// <param name="inner">The model.</param>
/// <param name="input">The input.</param>
/// <param name="embeddings">Its noisy embeddings, [n, E].</param>
internal sealed class NoisyInput(IModel inner, InputRow input, float[] embeddings) : ModelDecorator(inner)
{
    // What else a model gives is not asked for at noisy inputs.
    public override Ask Offers => Inner.Offers & (Ask.Gradient | Ask.GradientSums);

    public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
        Inner.Answer([.. queries.Select(query => query with { Row = Noisy(query.Row) })], cancellationToken);

    public override Tensor Embed(InputRow row) => row.TokenIds.Span.SequenceEqual(input.TokenIds.Span)
        ? new Tensor(embeddings, new Shape(row.Length, embeddings.Length / row.Length))
        : Inner.Embed(row);

    private InputRow Noisy(InputRow row) => row.Embeddings is null && row.TokenIds.Span.SequenceEqual(input.TokenIds.Span)
        ? new InputRow
        {
            TokenIds = row.TokenIds,
            TypeIds = row.TypeIds,
            AttentionMask = row.AttentionMask,
            Embeddings = new ReplacedEmbeddings(embeddings),
        }
        : row;
}
