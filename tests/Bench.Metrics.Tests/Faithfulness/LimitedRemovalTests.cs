using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

public sealed class LimitedRemovalTests
{
    // Ten words of weight 0.1, …, 1, ranked by their weight.
    private static readonly double[] _weights = [.. Enumerable.Range(1, 10).Select(i => i / 10.0)];

    /// <summary>Half of the two first would be one token, a tenth of the text is one: the mean of removing either.</summary>
    [Fact]
    public void One_token_of_the_explanation_is_drawn()
    {
        double expected = Toy.P(5.5) - ((Toy.P(4.5) + Toy.P(4.6)) / 2);

        Toy.Score("f-fidelity-plus:sizes=0.2,samples=4000", Toy.Linear(_weights, _weights)).Value.ShouldBe(expected, 1e-5);
    }

    /// <summary>Half of the eight others would be four; beta leaves two at most.</summary>
    [Fact]
    public void Beta_limits_what_is_removed_whatever_alpha_says()
    {
        var lengths = new HashSet<int>();
        var model = new FunctionModel(
            row =>
            {
                lengths.Add(row.Length);
                return [0, row.Length];
            },
            "A",
            "B");

        _ = Toy.Score("f-fidelity-minus:sizes=0.2,beta=0.2,removal=delete", Toy.Context(model, _weights));
        lengths.ShouldBe([12, 10], ignoreOrder: true);
        _ = Toy.Score("f-fidelity-minus:sizes=0.2,beta=1,removal=delete", Toy.Context(model, _weights));
        lengths.ShouldBe([12, 10, 8], ignoreOrder: true);
        _ = Toy.Score("f-fidelity-minus:sizes=0.2,beta=1,alpha=1,removal=delete", Toy.Context(model, _weights));
        lengths.ShouldBe([12, 10, 8, 4], ignoreOrder: true);
    }

    [Fact]
    public void The_rest_holds_nothing_of_the_explanation()
    {
        // Only the two first words matter: removing others changes nothing, removing parts of them everything.
        MetricContext context = Toy.Linear([2, 2, 0, 0, 0, 0, 0, 0, 0, 0], [9, 8, 1, 2, 3, 4, 5, 6, 7, 0.5]);

        Toy.Score("f-fidelity-minus:sizes=0.2;0.5", context).Value.ShouldBe(0, 1e-9);
        Toy.Score("f-fidelity-plus:sizes=0.2", context).Value.ShouldBe(Toy.P(4) - Toy.P(2), 1e-6);
    }

    [Fact]
    public void Every_explainer_of_a_case_meets_the_same_draws()
    {
        MetricContext context = Toy.Linear(_weights, _weights) with { Seed = 5 };

        Toy.Score("f-fidelity-plus", context).ShouldBe(Toy.Score("f-fidelity-plus", context with { Explainer = new FixedScores(1) }));
        Toy.Score("f-fidelity-plus", context with { Seed = 6 }).ShouldNotBe(Toy.Score("f-fidelity-plus", context));
    }
}
