using Bench.Abstractions;
using Shouldly;
using Xunit;

namespace Bench.TestKit;

/// <summary>Sums of gradients that a core makes itself: those of the whole gradients, and the slopes of what it computes.</summary>
/// <param name="core">The core.</param>
public abstract class CoreGradientSumsContract(TestedCore core)
{
    private const int Rows = 6;
    private const int Longest = 21;

    [Theory]
    [MemberData(nameof(GoldenTask.All), MemberType = typeof(GoldenTask))]
    public void Sums_are_those_of_the_whole_gradients(string name)
    {
        IModel model = core.At(GoldenTask.Model(name));
        RequireSums(model, CoreRows.PlanQueries(name, model.Info, Rows, Longest), name);
    }

    [Theory]
    [MemberData(nameof(GoldenTask.Pictures), MemberType = typeof(GoldenTask))]
    public void Sums_of_pictures_are_those_of_the_whole_gradients(string name)
    {
        IModel model = core.At(GoldenTask.Model(name));
        RequireSums(model, PictureRows.Random(model.Info, Rows), name);
    }

    [Fact]
    public void Products_with_a_direction_are_slopes_along_it()
    {
        const float Step = 0.003f;
        var random = new DeterministicRandom(3);
        IModel model = core.Get("bert-micro");
        float[] origin = model.Embed(CoreRows.Masked).Span.ToArray();
        float[] direction = [.. origin.Select(_ => (float)random.NextGaussian())];
        foreach (Quantity quantity in Enum.GetValues<Quantity>())
        {
            Query query = new TargetQuery(CoreRows.Masked, new Target(1), quantity).Of(model.Info, Ask.GradientSums);
            double product = Sum(model.Answer(query with { Factor = direction }).GradientSums!.Product);
            double[] ends = model.Values(
                [.. new[] { -Step, Step }.Select(step => CoreRows.Masked.With(new ReplacedEmbeddings(origin, direction, step)))],
                new Target(1), quantity);
            product.ShouldBe((ends[1] - ends[0]) / (2 * Step), 5e-4, quantity.ToString());
            Math.Abs(product).ShouldBeGreaterThan(1e-2, quantity.ToString());
        }
    }

    [Fact]
    public void Tiny_gradients_of_sure_probabilities_are_not_lost_in_their_squares()
    {
        IModel model = core.Get("bert-micro");
        var head = new Readout([new ReadoutTerm(0, 1, 1e-18)], OutputActivation.Identity, false);
        Answer answer = model.Answer(new Query(CoreRows.Masked, Ask.GradientSums, head));
        Answer large = model.Answer(new Query(CoreRows.Masked, Ask.GradientSums, head with { Terms = [new ReadoutTerm(0, 1, 1)] }));
        double[] expected = [.. large.GradientSums!.Squared.ToArray().Select(value => value * 1e-36)];
        Close.Within(expected, answer.GradientSums!.Squared.Span, 1e-3 * expected.Max(), 0, "squares");
    }

    [Fact]
    public void Positions_that_nobody_may_attend_to_have_no_sums()
    {
        IModel model = core.Get("bert-micro");
        var query = new TargetQuery(CoreRows.Masked, new Target(0), Quantity.Logit).Of(model.Info, Ask.GradientSums);
        GradientSums sums = model.Answer(query).GradientSums!;
        sums.Absolute.Span[2].ShouldBe(0);
        sums.Product.Span[2].ShouldBe(0);
        sums.Absolute.Span[1].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Sums_whole_gradients_and_maps_are_asked_for_together()
    {
        IModel model = core.Get("bert-micro");
        Query query = new TargetQuery(CoreRows.Masked, new Target(1), Quantity.Logit)
            .Of(model.Info, Ask.Gradient | Ask.GradientSums | Ask.Attention);
        Answer answer = model.Answer([query, query with { Ask = Ask.Outputs }])[0];
        answer.Maps.Shape.Rank.ShouldBe(4);
        RequireSums(answer.Gradient, answer.GradientSums!, model.EmbedAsGiven(query.Row), "together");
        model.Answer([]).ShouldBeEmpty();
    }

    [Fact]
    public void A_factor_of_another_length_is_refused()
    {
        IModel model = core.Get("bert-micro");
        Query query = new TargetQuery(CoreRows.Masked, new Target(0), Quantity.Logit).Of(model.Info, Ask.GradientSums);
        Should.Throw<ArgumentException>(() => model.Answer(query with { Factor = new float[7] })).Message
            .ShouldContain($"= {CoreRows.Masked.Length * model.Info.EmbeddingWidth} elements, not 7");
    }

    // Rows multiplied by their input, by a factor of their own, and by one that they share.
    private void RequireSums(IModel model, TargetQuery[] asked, string name)
    {
        model.Offers.HasFlag(Ask.GradientSums).ShouldBeTrue(name);
        var random = new DeterministicRandom(11);
        TargetQuery[] targets = [.. asked, .. asked, .. asked];
        Query[] queries = [.. targets.Select(target => target.Of(model.Info, Ask.GradientSums))];
        var shared = new Dictionary<int, float[]>();
        for (int i = asked.Length; i < queries.Length; i++)
        {
            int length = queries[i].Row.Length * model.Info.EmbeddingWidth;
            float[] factor = [.. Enumerable.Range(0, length).Select(_ => (float)random.NextGaussian())];
            factor = i < 2 * asked.Length ? factor : shared.TryGetValue(length, out float[]? known) ? known : shared[length] = factor;
            queries[i] = queries[i] with { Factor = factor };
        }

        IReadOnlyList<Answer> whole = model.Gradients(targets), sums = model.Answer(queries);
        for (int i = 0; i < queries.Length; i++)
        {
            string what = $"{name} row {i}";
            sums[i].Gradient.Data.IsEmpty.ShouldBeTrue(what);
            core.RequireSame(whole[i].Outputs, sums[i].Outputs, core.Logits, what);
            ReadOnlyMemory<float> factor = queries[i].Factor.IsEmpty ? model.EmbedAsGiven(queries[i].Row) : queries[i].Factor;
            RequireSums(whole[i].Gradient, sums[i].GradientSums!, factor, what);
        }
    }

    private void RequireSums(Tensor gradient, GradientSums actual, ReadOnlyMemory<float> factor, string what)
    {
        float[] sizes = Array.ConvertAll(gradient.Span.ToArray(), MathF.Abs), by = Array.ConvertAll(factor.ToArray(), MathF.Abs);
        int tokens = gradient.Shape[0];
        var expected = GradientSums.Of(gradient.Span, factor.Span, tokens);
        double products = GradientSums.Of(sizes, by, tokens).Product.ToArray().Max(), largest = expected.Absolute.ToArray().Max();
        double relative = core.IsBatchInvariant ? 0 : core.Gradients;

        // A point on a line is rounded in another place where a core forms it.
        Close.Within(expected.Product.Span, actual.Product.Span, Math.Max(relative, 1e-7) * products, 0, $"{what} products");
        Close.Within(expected.Plain.Span, actual.Plain.Span, relative * largest, 0, $"{what} plain");
        Close.Within(expected.Absolute.Span, actual.Absolute.Span, relative * largest, 0, $"{what} absolute");
        Close.Within(expected.Squared.Span, actual.Squared.Span, relative * expected.Squared.ToArray().Max(), 0, $"{what} squared");
    }

    private static double Sum(ReadOnlyMemory<double> values) => values.ToArray().Sum();
}
