using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// A model whose embeddings of some words are nudged: the same as nudging the input, but seen by everything that an explainer may ask,
/// perturbed rows included. Rows with replaced embeddings pass through, since those were made from the nudged words.
/// </summary>
/// <param name="inner">The model.</param>
/// <param name="words">The same model, asked for embeddings.</param>
/// <param name="nudges">What is added to the embedding [E] of a token id.</param>
internal sealed class NudgedModel(IModel inner, IGradientModel words, IReadOnlyDictionary<int, float[]> nudges)
    : IGradientModel, IAttentionGradientModel, ITokenMixingModel
{
    public ModelInfo Info => inner.Info;

    public T? Capability<T>()
        where T : class, IModel => inner.Capability<T>() is null ? null : this as T;

    public Tensor WordEmbeddings(ReadOnlySpan<int> tokenIds)
    {
        float[] result = words.WordEmbeddings(tokenIds).Span.ToArray();
        int width = Info.EmbeddingWidth;
        for (int i = 0; i < tokenIds.Length; i++)
        {
            if (nudges.TryGetValue(tokenIds[i], out float[]? nudge))
            {
                for (int d = 0; d < width; d++)
                {
                    result[(i * width) + d] += nudge[d];
                }
            }
        }

        return new Tensor(result, new Shape(tokenIds.Length, width));
    }

    public IReadOnlyList<Tensor> Predict(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default) =>
        inner.Predict([.. rows.Select(Nudge)], cancellationToken);

    public IReadOnlyList<RowGradient> Gradients(IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default) =>
        words.Gradients([.. queries.Select(Nudge)], cancellationToken);

    public IReadOnlyList<RowAttention> Attend(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default) =>
        inner.Require<IAttentionModel>().Attend([.. rows.Select(Nudge)], cancellationToken);

    public IReadOnlyList<RowAttentionGradient> AttentionGradients(
        IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default) =>
        inner.Require<IAttentionGradientModel>().AttentionGradients([.. queries.Select(Nudge)], cancellationToken);

    public IReadOnlyList<Tensor> Mix(IReadOnlyList<InputRow> rows, TokenMixing kind, CancellationToken cancellationToken = default) =>
        inner.Require<ITokenMixingModel>().Mix([.. rows.Select(Nudge)], kind, cancellationToken);

    private GradientQuery Nudge(GradientQuery query) => query with { Row = Nudge(query.Row) };

    private InputRow Nudge(InputRow row) => row.Embeddings is not null ? row : new InputRow
    {
        TokenIds = row.TokenIds,
        TypeIds = row.TypeIds,
        AttentionMask = row.AttentionMask,
        Embeddings = new ReplacedEmbeddings(WordEmbeddings(row.TokenIds.Span).Data),
    };
}
