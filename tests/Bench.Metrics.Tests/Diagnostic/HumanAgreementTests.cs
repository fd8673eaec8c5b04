using Bench.Abstractions;

namespace Bench.Metrics.Tests;

public sealed class HumanAgreementTests
{
    /// <summary>{0, 1} and {1, 2} against each other share one of two: F1 ½ both ways, IoU ⅓.</summary>
    [Theory]
    [InlineData("token-f1", 0.5)]
    [InlineData("token-iou", 1.0 / 3)]
    [InlineData("auroc", 0.5)] // of 2 × 2 pairs of marked and unmarked by the other one is won, one lost, two are equal
    public void Every_annotator_is_scored_against_the_others(string measure, double expected) =>
        Toy.Score($"human-agreement:metric={measure}", Toy.Linear(new double[4], [9, 0, 0, 1], Toy.Flags("1100"), Toy.Flags("0110"))).Value
            .ShouldBe(expected, 1e-12);

    [Fact]
    public void All_scores_of_the_explainer_are_the_same_to_it()
    {
        MetricContext first = Toy.Linear(new double[4], [9, 0, 0, 1], Toy.Flags("1100"), Toy.Flags("0110"), Toy.Flags("0100"));
        MetricContext second = Toy.Linear(new double[4], [1, 2, 3, 4], Toy.Flags("1100"), Toy.Flags("0110"), Toy.Flags("0100"));

        Toy.Score("human-agreement", first).ShouldBe(Toy.Score("human-agreement", second));

        // {0, 1} against {1, 2}, {1, 2} against {0, 1}, {1} against {0, 1, 2}.
        Toy.Score("human-agreement:metric=token-f1", first).Value.ShouldBe((0.5 + 0.5 + 0.5) / 3, 1e-12);

        // Each other alone: {0, 1} gets ½ and ⅔, {1, 2} the same, {1} twice ⅔.
        Toy.Score("human-agreement:metric=token-f1,annotators=each", first).Value
            .ShouldBe(((7.0 / 12) + (7.0 / 12) + (2.0 / 3)) / 3, 1e-12);
    }

    [Fact]
    public void One_annotator_agrees_with_nobody() =>
        Toy.Score("human-agreement", Toy.Linear(new double[2], [1, 2], Toy.Flags("10"))).Reason.ShouldNotBeNull()
            .ShouldContain("fewer than two");
}
