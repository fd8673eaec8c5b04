using Bench.TestKit;

namespace Bench.Abstractions.Tests;

public class GradientSumsTests
{
    private static readonly float[] _gradient = [1, -2, 3, 0, 0.5f, -0.25f];
    private static readonly float[] _factor = [2, 1, -1, 7, 4, 8];

    [Fact]
    public void Every_sum_is_over_a_tokens_embedding()
    {
        var sums = GradientSums.Of(_gradient, _factor, 2);

        sums.Plain.ToArray().ShouldBe([2, 0.25]);
        sums.Absolute.ToArray().ShouldBe([6, 0.75]);
        sums.Squared.ToArray().ShouldBe([14, 0.3125]);
        sums.Product.ToArray().ShouldBe([2 - 2 - 3, 2 - 2]);
    }

    [Fact]
    public void Sums_are_made_in_double_precision()
    {
        // Single precision would lose the 1 beside 2^25, and the square of 2^-100 altogether.
        float large = 1 << 25, tiny = MathF.ScaleB(1, -100);
        var sums = GradientSums.Of([large, 1, tiny, -large], [1, 1, 0, 1], 1);

        sums.Plain.Span[0].ShouldBe(1);
        sums.Product.Span[0].ShouldBe(1);
        GradientSums.Of([tiny], [tiny], 1).Squared.Span[0].ShouldBe(Math.ScaleB(1, -200));
    }

    [Theory]
    [InlineData(6, 4, 2)]
    [InlineData(6, 6, 4)]
    [InlineData(6, 6, 0)]
    public void Lengths_that_do_not_fit_are_refused(int gradient, int factor, int tokens) =>
        Should.Throw<ArgumentException>(() => GradientSums.Of(new float[gradient], new float[factor], tokens))
            .Message.ShouldContain($"{gradient} and {factor}");

    [Fact]
    public void A_model_that_offers_gradients_only_is_asked_for_them()
    {
        var model = new BagOfWordsModel(id => id, curvature: 0.5);
        var replaced = new ReplacedEmbeddings(new float[] { 1, 2, 3, 4 }, new float[] { 1, 0, 0, -1 }, 0.5f);
        InputRow looked = new() { TokenIds = new[] { 11, 12 } }, given = new() { TokenIds = new[] { 11, 12 }, Embeddings = replaced };
        float[] factor = [1, 10, 100, 1000];
        Query Of(InputRow row) => Query.Of(model.Info, row, Ask.GradientSums, new Target(1), Quantity.Logit);

        IReadOnlyList<Answer> answers = model.GradientSums([Of(looked), Of(given), Of(looked) with { Factor = factor }]);

        model.Offers.ShouldBe(Ask.Gradient);
        RequireSums(answers[0], looked, model.Embed(looked).Span);
        RequireSums(answers[1], given, [1.5f, 2, 3, 3.5f]);
        RequireSums(answers[2], looked, factor);

        void RequireSums(Answer answer, InputRow row, ReadOnlySpan<float> with)
        {
            Answer whole = model.Answer(Of(row) with { Ask = Ask.Gradient });
            whole.Gradient.Span.ToArray().ShouldAllBe(g => Math.Abs(g) > 1e-3f);
            answer.Outputs.Span.ToArray().ShouldBe(whole.Outputs.Span.ToArray());
            answer.Gradient.Data.IsEmpty.ShouldBeTrue();
            answer.GradientSums!.Product.ToArray().ShouldBe(GradientSums.Of(whole.Gradient.Span, with, 2).Product.ToArray());
            answer.GradientSums.Squared.ToArray().ShouldBe(GradientSums.Of(whole.Gradient.Span, with, 2).Squared.ToArray());
        }
    }

    [Fact]
    public void A_model_without_gradients_refuses() =>
        Should.Throw<BenchException>(() => new FunctionModel(_ => [0], "a").GradientSums([])).Problem.ShouldContain("Gradient");

    [Fact]
    public void A_point_on_a_line_is_its_origin_where_nothing_is_added()
    {
        float[] origin = [1, 2], direction = [4, -4];

        new ReplacedEmbeddings(origin).Point().ToArray().ShouldBe([1, 2]);
        new ReplacedEmbeddings(origin, direction, 0).Point().ToArray().ShouldBe([1, 2]);
        new ReplacedEmbeddings(origin, direction, 0.25f).Point().ToArray().ShouldBe([2, 1]);
        origin.ShouldBe([1, 2]);
    }
}
