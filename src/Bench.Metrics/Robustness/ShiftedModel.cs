using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// The same function of a text, written for shifted inputs: every word embedding is x + m, and m is taken off again where positions and
/// token types are added, as a table of positions moved by −m would do. Whoever asks with ids sees no difference; whoever handles
/// embeddings does.
/// </summary>
/// <param name="inner">The model.</param>
/// <param name="shift">m [E].</param>
internal sealed class ShiftedModel(IModel inner, float[] shift) : ModelDecorator(inner)
{
    // Points of the first layer's input would have to be shifted too.
    public override Ask Offers => Inner.Offers & ~Ask.Layers;

    public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
        Inner.Answer(
            [.. queries.Select(query => query with { Row = Compensated(query.Row), Factor = Factor(query) })], cancellationToken);

    public override Tensor Embed(InputRow row)
    {
        Tensor own = Inner.Embed(row);
        return new Tensor(Moved(own.Span, 1), own.Shape);
    }

    // Products with a row's own input are with the shifted one, which the model asked would not know.
    private ReadOnlyMemory<float> Factor(Query query) =>
        query.Ask.HasFlag(Ask.GradientSums) && query.Factor.IsEmpty ? this.EmbedAsGiven(query.Row) : query.Factor;

    // Rows without embeddings of their own are looked up, shifted and shifted back: they pass as they are, without rounding.
    private InputRow Compensated(InputRow row) => row.Embeddings is not { } given ? row : new InputRow
    {
        TokenIds = row.TokenIds,
        TypeIds = row.TypeIds,
        AttentionMask = row.AttentionMask,
        Embeddings = given with { Origin = Moved(given.Origin.Span, -1) },
    };

    private float[] Moved(ReadOnlySpan<float> embeddings, int sign)
    {
        float[] moved = embeddings.ToArray();
        for (int i = 0; i < moved.Length; i++)
        {
            moved[i] += sign * shift[i % shift.Length];
        }

        return moved;
    }
}
