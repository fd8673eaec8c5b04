using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>Sums of gradients in the memory of equal rows.</summary>
public class RememberedSumsTests
{
    private readonly CostMeter _computed = new();

    [Fact]
    public void Sums_of_gradients_are_told_apart_by_what_products_are_with_and_whole_gradients_are_not()
    {
        var store = new RememberingModel(new SummingModel(new BagOfWordsModel(id => id)), _computed);
        InputRow row = new() { TokenIds = new[] { 11, 12 } };
        float[] factor = [1, 2, 3, 4];

        double First(Ask ask, ReadOnlyMemory<float> with) => store.Answer(
            Query.Of(store.Info, row, ask, new Target(1), Quantity.Logit) with { Factor = with }).GradientSums?.Product.Span[0] ?? 0;

        double own = First(Ask.GradientSums, default), given = First(Ask.GradientSums, factor);
        own.ShouldNotBe(given);
        First(Ask.GradientSums, factor.ToArray()).ShouldBe(given);
        First(Ask.GradientSums, default).ShouldBe(own);
        _computed.RowsBackward.ShouldBe(2);
        First(Ask.GradientSums, new float[] { 1, 2, 3, 5 }).ShouldBe(given);
        _computed.RowsBackward.ShouldBe(3);
        First(Ask.Gradient, factor);
        First(Ask.Gradient, default);
        _computed.RowsBackward.ShouldBe(4);
    }

    [Fact]
    public void Sums_of_gradients_find_room_where_whole_ones_do_not()
    {
        var store = new RememberingModel(new SummingModel(new FunctionModel(_ => [0], "a")), _computed);
        Query[] queries = [.. Enumerable.Range(0, 3).Select(i =>
        {
            float[] origin = new float[3 << 20];
            origin[^1] = i;
            var row = new InputRow { TokenIds = new[] { 1 }, Embeddings = new ReplacedEmbeddings(origin) };
            return Query.Of(store.Info, row, Ask.GradientSums, new Target(0), Quantity.Logit);
        })];

        store.Answer(queries);
        store.Answer(queries);

        _computed.RowsBackward.ShouldBe(3);
    }
}
