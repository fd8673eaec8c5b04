using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// A model whose embeddings of some words are nudged: the same as nudging the input, but seen by everything that an explainer may ask,
/// perturbed rows included. Rows with replaced embeddings pass through, since those were made from the nudged words.
/// </summary>
/// <param name="inner">The model.</param>
/// <param name="nudges">What is added to the embedding [E] of a token id.</param>
/// <param name="pixels">Of a picture its values [n, E]: only these are nudged, and what stands for removed pixels is not.</param>
internal sealed class NudgedModel(IModel inner, IReadOnlyDictionary<int, float[]> nudges, ReadOnlyMemory<float> pixels = default)
    : ModelDecorator(inner)
{
    // A core looks words up by itself where it gives states, and a formula knows the attribution of its own words only.
    public override Ask Offers => Inner.Offers & ~(Ask.Exact | Ask.Layers);

    public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
        Inner.Answer([.. queries.Select(query => query with { Row = Nudge(query.Row) })], cancellationToken);

    public override Tensor Embed(InputRow row)
    {
        Tensor own = Inner.Embed(row);
        float[] result = own.Span.ToArray();
        int width = Info.EmbeddingWidth;
        for (int i = 0; i < row.Length; i++)
        {
            if (nudges.TryGetValue(row.TokenIds.Span[i], out float[]? nudge))
            {
                for (int d = 0; d < width; d++)
                {
                    result[(i * width) + d] += IsOwn(row.TokenIds.Span[i], d, result[(i * width) + d]) ? nudge[d] : 0;
                }
            }
        }

        return new Tensor(result, own.Shape);
    }

    private bool IsOwn(int place, int value, float found) => pixels.IsEmpty || pixels.Span[(place * Info.EmbeddingWidth) + value] == found;

    private InputRow Nudge(InputRow row) => row.Embeddings is not null ? row : new InputRow
    {
        TokenIds = row.TokenIds,
        TypeIds = row.TypeIds,
        AttentionMask = row.AttentionMask,
        Embeddings = new ReplacedEmbeddings(Embed(row).Data),
    };
}
