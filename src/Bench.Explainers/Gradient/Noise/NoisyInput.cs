using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// A model whose input stands somewhere else in the embedding space: wherever the input's own tokens are asked for, their noisy
/// embeddings are used. Every other row, such as a baseline, is what it was.
/// </summary>
/// <param name="inner">The model.</param>
/// <param name="input">The input.</param>
/// <param name="embeddings">Its noisy embeddings, [n, E].</param>
internal sealed class NoisyInput(IGradientModel inner, InputRow input, float[] embeddings) : IGradientModel
{
    public ModelInfo Info => inner.Info;

    public Tensor WordEmbeddings(ReadOnlySpan<int> tokenIds) => tokenIds.SequenceEqual(input.TokenIds.Span)
        ? new Tensor(embeddings, new Shape(tokenIds.Length, embeddings.Length / tokenIds.Length))
        : inner.WordEmbeddings(tokenIds);

    public IReadOnlyList<Tensor> Predict(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default) =>
        inner.Predict([.. rows.Select(Noisy)], cancellationToken);

    public IReadOnlyList<RowGradient> Gradients(IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default) =>
        inner.Gradients([.. queries.Select(query => query with { Row = Noisy(query.Row) })], cancellationToken);

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
