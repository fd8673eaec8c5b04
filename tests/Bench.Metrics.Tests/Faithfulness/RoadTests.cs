using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

public sealed class RoadTests
{
    /// <summary>
    /// Embeddings of the row are 0 (special), 1, 0.5, 0.25, 0 (special). Without noise, the first word becomes the mean of 0 and 0.5; the
    /// last that of 0.5 and 0.
    /// </summary>
    [Fact]
    public void A_replaced_token_becomes_the_mean_of_its_neighbours()
    {
        double top = Toy.P(0.25 + 0.5 + 0.25);
        double last = Toy.P(1 + 0.5 + 0.25);

        Toy.Score("road:shares=0.3,noise=0", Toy.Linear([1, 0.5, 0.25], [3, 2, 1])).Value.ShouldBe(last - top, 1e-6);
    }

    /// <summary>
    /// Two neighbours replaced together lie on the line between 0 and 0.9: 0.3 and 0.6; the two last between 0.6 and 0: 0.4 and 0.2.
    /// </summary>
    [Fact]
    public void Neighbours_replaced_together_solve_the_linear_system()
    {
        double top = Toy.P(0.3 + 0.6 + 0.9);
        double last = Toy.P(0.6 + 0.4 + 0.2);

        Toy.Score("road:shares=0.7,noise=0", Toy.Linear([0.6, 0.3, 0.9], [3, 2, 1])).Value.ShouldBe(last - top, 1e-6);
    }

    [Fact]
    public void A_replaced_token_lies_on_the_line_by_its_distance()
    {
        InputRow row = new EmbeddingInfill(Toy.Linear([0.6, 0.3, 0.9], [3, 2, 1]), noise: 0).Replace([0, 1]);

        // Two values a token, the second half of the first.
        float[] values = row.Embeddings!.Point().ToArray();
        Close.Within([0, 0.3, 0.6, 0.9, 0], [.. values.Where((_, i) => i % 2 == 0).Select(value => (double)value)], 1e-6, 0, "line");
    }

    [Fact]
    public void Noise_is_drawn_from_the_cases_seed_and_is_the_same_for_both_orders()
    {
        MetricContext context = Toy.Linear([0.5, 0.5], [2, 1]) with { Seed = 3 };
        MetricScore score = Toy.Score("road:shares=0.5,noise=1", context);

        Toy.Score("road:shares=0.5,noise=1", context).ShouldBe(score);
        Toy.Score("road:shares=0.5,noise=1", context with { Seed = 4 }).ShouldNotBe(score);
        Toy.Score("road:shares=0.5,noise=0", context).Value.ShouldBe(0, 1e-9);
    }

    [Fact]
    public void What_cannot_be_imputed_says_why()
    {
        Toy.Score("road", Toy.Context(new FunctionModel(_ => [0, 1], "A", "B"), [1, 2])).Reason.ShouldNotBeNull()
            .ShouldContain("embeddings");
        Toy.Score("road", Toy.Linear([1, 2], [2, 2])).Reason.ShouldNotBeNull().ShouldContain("equal");
        Toy.Score("road", Toy.Linear([1], [2])).Reason.ShouldNotBeNull().ShouldContain("fewer than 2");
        Toy.Score("road", Toy.Linear([1, 2], [2, double.NaN])).Reason.ShouldNotBeNull().ShouldContain("finite");
    }
}
