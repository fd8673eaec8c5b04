using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class SeedVarianceTests
{
    private static readonly ToyTokenizer _tokenizer = new();

    [Fact]
    public void The_spread_is_that_of_the_scores_the_seeds_give()
    {
        var drawing = new Noted(request => new DeterministicRandom(request.Seed).NextDouble());

        SeedVariance variance = Measure(drawing, 5).ShouldHaveSingleItem().Value;

        variance.Seeds.ShouldBe(5);
        drawing.Given.Distinct().Count().ShouldBe(5);
        double mean = drawing.Given.Average();
        variance.Mean.ShouldAllBe(value => Math.Abs(value - mean) < 1e-12);
        double deviation = Math.Sqrt(drawing.Given.Sum(value => (value - mean) * (value - mean)) / 4);
        variance.StandardDeviation.ShouldAllBe(value => Math.Abs(value - deviation) < 1e-12);
    }

    [Fact]
    public void What_does_not_draw_is_left_out_after_one_repetition()
    {
        var steady = new Noted(_ => 0.5);

        Measure(steady, 50).ShouldBeEmpty();

        steady.Given.Count.ShouldBe(2);
    }

    [Fact]
    public void One_seed_repeats_nothing()
    {
        var drawing = new Noted(request => request.Seed);

        Measure(drawing, 1).ShouldBeEmpty();

        drawing.Given.Count.ShouldBe(1);
    }

    private static IReadOnlyDictionary<string, SeedVariance> Measure(Noted explainer, int seeds)
    {
        var catalog = new Catalog<ExplainerDescriptor, IExplainer>("explainer").Add<NoOptions>(
            new ExplainerDescriptor
            {
                Id = "noted",
                Name = "",
                Family = "floor",
                CostFormula = "0",
                Citation = "",
                Summary = "",
            },
            _ => explainer);
        Configured<ExplainerDescriptor, IExplainer> configured = catalog.Configure(ComponentSpec.Parse("noted"));
        var request = new ExplanationRequest
        {
            Model = new BagOfWordsModel(_ => 0),
            Tokenizer = _tokenizer,
            Input = _tokenizer.Tokenize("some words"),
            Target = new Target(0),
            Seed = 7,
        };
        return SeedVariance.MeasureAll([(configured, Explaining.Explain(configured, request))], request, seeds);
    }

    /// <summary>Gives every token the same score and keeps it.</summary>
    private sealed class Noted(Func<ExplanationRequest, double> score) : IExplainer
    {
        public List<double> Given { get; } = [];

        public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
        {
            Given.Add(score(request));
            return new Attribution(Enumerable.Repeat(Given[^1], request.Input.Tokens.Length).ToImmutableArray());
        }
    }
}
