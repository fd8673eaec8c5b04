using Bench.Abstractions;
using Bench.Inference;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

/// <summary>Explainers that need only sums of gradients say the same whether the model or they themselves make them.</summary>
public class GradientSumsTests
{
    private static ManagedEncoder Encoder { get; } = ManagedCore.Load(Repository.Model("bert-micro"));

    [Theory]
    [InlineData("gradient")]
    [InlineData("gradient:norm=l1")]
    [InlineData("gradient:embedding=position")]
    [InlineData("gradient-x-input")]
    [InlineData("gradient-x-input:embedding=position")]
    [InlineData("integrated-gradients")]
    [InlineData("integrated-gradients:multiply-by-input=false,steps=5")]
    [InlineData("adaptive-integrated-gradients")]
    [InlineData("multi-baseline-integrated-gradients")]
    [InlineData("sequential-integrated-gradients:steps=3")]
    [InlineData("discretized-integrated-gradients")]
    [InlineData("expected-gradients:samples=8")]
    [InlineData("gradient-shap:samples=8")]
    [InlineData("smoothgrad:samples=4,reduce=sum")]
    [InlineData("smoothgrad:samples=4,reduce=times-input")]
    [InlineData("smoothgrad:samples=4,of=absolute-gradient,reduce=sum")]
    [InlineData("smoothgrad:samples=4,of=gradient-x-input,reduce=sum")]
    [InlineData("smoothgrad:samples=3,of=method,method=gradient-x-input,reduce=sum")]
    [InlineData("smoothgrad-squared:samples=4")]
    [InlineData("input-reduction")]
    public void Only_sums_are_asked_for_and_whole_gradients_say_the_same(string spec)
    {
        var asked = new Asked(Encoder);
        Attribution sums = Toy.Make(spec).Explain(Toy.Request(asked, "a slow but very good film"));
        Attribution whole = Toy.Make(spec).Explain(Toy.Request(new WholeGradients(Encoder), "a slow but very good film"));

        asked.Whole.ShouldBe(0);
        asked.Sums.ShouldBeGreaterThan(0);
        double largest = whole.Scores.Max(Math.Abs);
        sums.Scores.ShouldBeClose(whole.Scores, 1e-6 * largest, spec);
        sums.StandardErrors.ShouldBeClose(whole.StandardErrors, 1e-6 * largest, spec);
    }

    // The mean of a map is read element by element.
    [Theory]
    [InlineData("smoothgrad")]
    [InlineData("smoothgrad:reduce=l1")]
    [InlineData("smoothgrad:of=gradient-x-input,reduce=times-input")]
    [InlineData("smoothgrad:of=integrated-gradients,steps=3")]
    [InlineData("vargrad")]
    public void What_reads_single_elements_asks_for_whole_gradients(string spec)
    {
        var asked = new Asked(Encoder);
        Toy.Make(spec).Explain(Toy.Request(asked, "a slow but very good film"));

        asked.Whole.ShouldBeGreaterThan(0);
        asked.Sums.ShouldBe(0);
    }

    private sealed class Asked(IModel inner) : ModelDecorator(inner)
    {
        public int Whole { get; private set; }

        public int Sums { get; private set; }

        public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
        {
            Whole += queries.Count(query => query.Ask.HasFlag(Ask.Gradient));
            Sums += queries.Count(query => query.Ask.HasFlag(Ask.GradientSums));
            return Inner.Answer(queries, cancellationToken);
        }
    }
}
