using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class DisagreementTests
{
    private static readonly RecordedExplanation _for = new("for", [0, 3, 3, 3, 0]);
    private static readonly RecordedExplanation _against = new("against", [0, -2, -1.9, 6, 0]);

    [Fact]
    public void Explainers_clash_from_a_third_of_their_largest_score_on()
    {
        Disagreement found = Of(_for, _against).ShouldNotBeNull();

        found.Clashes.ShouldBe([1]);
        found.Spread[1].ShouldBe((1 - (1 / 3.0)) / 2, 1e-12);
        found.Spread[3].ShouldBe(0, 1e-12);
    }

    [Fact]
    public void Scores_without_a_sign_clash_with_none() =>
        Of(_for with { Signed = false }, _against).ShouldNotBeNull().Clashes.ShouldBeEmpty();

    [Fact]
    public void One_explainer_differs_from_none() => Of(_for).ShouldBeNull();

    private static Disagreement? Of(params RecordedExplanation[] explanations) =>
        Disagreement.Of(SampleResults.Explanation("i", "P", "a b c") with { Explanations = [.. explanations] });
}
