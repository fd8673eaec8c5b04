using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.Explainers;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>What no explainer may give ends the run; seeds hang on what an explainer is, not on how it was asked for.</summary>
public sealed class ExplainerContractTests
{
    private static readonly ToyTokenizer _tokenizer = new();

    private static readonly ExplainerDescriptor _descriptor = new()
    {
        Id = "given",
        Name = "Given",
        Family = "floor",
        CostFormula = "",
        Citation = "",
        Summary = "",
    };

    // "a b" has two special tokens beside it.
    private const int Tokens = 4;

    public static TheoryData<double[], double[], string> Broken => new()
    {
        { [1, 2, 3, 4, 5], [], "gave 5 scores for 4 tokens" },
        { [1, 2, 3], [], "gave 3 scores for 4 tokens" },
        { [1, double.NaN, double.PositiveInfinity, 4], [], "4 scores for 4 tokens, 2 of them not finite" },
        { [1, 2, 3, 4], [0.1, 0.1, 0.1], "3 standard errors for 4 scores" },
        { [1, 2, 3, 4], [0.1, -0.1, 0.1, 0.1], "1 of them negative or not finite" },
        { [1, 2, 3, 4], [0.1, double.NaN, 0.1, double.PositiveInfinity], "2 of them negative or not finite" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Scores_and_standard_errors_are_held_to_the_contract(double[] scores, double[] errors, string problem)
    {
        BrokenContractException error = Should.Throw<BrokenContractException>(() => Explain(scores, errors));

        error.Message.ShouldContain($"The explainer 'given' {(problem.StartsWith("gave", StringComparison.Ordinal) ? problem : "gave ")}");
        error.Message.ShouldContain(problem);
        error.Message.ShouldContain("weights may hold NaN");
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 0, 0.1, 0, 7 })]
    public void Standard_errors_may_be_zero_or_missing(double[] errors) =>
        Explain([1, 2, 3, 4], errors).Attribution.StandardErrors.ShouldBe(errors);

    [Fact]
    public void A_broken_contract_is_no_refusal_of_a_text()
    {
        using var suite = new ToySuite();
        suite.Explainers.Add<NoOptions>(_descriptor, _ => new Given(new Attribution([1])));

        Should.Throw<BrokenContractException>(() => suite.Run(suite.Settings with { Explainers = [new ComponentSpec("given")] }))
            .Message.ShouldContain("gave 1 scores");
    }

    [Fact]
    public void An_option_at_its_default_changes_no_random_number()
    {
        Catalog<ExplainerDescriptor, IExplainer> catalog = BuiltInExplainers.AddTo(new("explainer"));
        double[] Scores(string spec) => [.. Explaining.Explain(catalog.Configure(ComponentSpec.Parse(spec)), Request()).Attribution.Scores];

        Scores("lime:samples=300").ShouldBe(Scores("lime"));
        Scores("lime:samples=301").ShouldNotBe(Scores("lime"));
    }

    private static Explanation Explain(double[] scores, double[] errors) => Explaining.Explain(
        new Configured<ExplainerDescriptor, IExplainer>(
            _descriptor,
            new Given(new Attribution([.. scores]) { StandardErrors = [.. errors] }),
            new ComponentSpec("given"),
            ImmutableSortedDictionary<string, string>.Empty),
        Request());

    private static ExplanationRequest Request()
    {
        TokenizedText input = _tokenizer.Tokenize("a b");
        input.Tokens.Length.ShouldBe(Tokens);
        return new ExplanationRequest
        {
            Model = new BagOfWordsModel(id => id / 7.0, curvature: 0.3),
            Tokenizer = _tokenizer,
            Input = input,
            Target = new Target(1),
            Quantity = Quantity.Logit,
            Seed = 5,
        };
    }

    private sealed class Given(Attribution attribution) : IExplainer
    {
        public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default) => attribution;
    }
}
