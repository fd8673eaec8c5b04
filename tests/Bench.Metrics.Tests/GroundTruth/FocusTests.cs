namespace Bench.Metrics.Tests;

public sealed class FocusTests
{
    /// <summary>Positive relevance 4 + 1 in the sentence of the class, 5 outside; what speaks against does not count.</summary>
    [Fact]
    public void Focus_is_the_share_of_positive_relevance_in_the_sentences_of_the_class()
    {
        Toy.Score("focus", Toy.Linear(new double[5], [4, 1, -7, 5, 0], Toy.Flags("11000"))).Value.ShouldBe(0.5, 1e-12);
        Toy.Score("focus", Toy.Linear(new double[3], [4, -1, -2], Toy.Flags("110"))).Value.ShouldBe(1, 1e-12);
        Toy.Score("focus", Toy.Linear(new double[3], [-4, -1, -2], Toy.Flags("110"))).Reason.ShouldNotBeNull().ShouldContain("relevance");
    }
}
