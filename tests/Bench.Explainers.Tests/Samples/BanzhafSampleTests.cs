using System.Text.Json;
using Bench.Abstractions;
using Bench.Samples.Banzhaf;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

/// <summary>The explainer that the README shows to those who write their own.</summary>
public sealed class BanzhafSampleTests
{
    [Fact]
    public void Approaches_the_exact_Banzhaf_values()
    {
        IExplainer explainer = new Catalog<ExplainerDescriptor, IExplainer>("explainer")
            .Add<BanzhafOptions>(BanzhafExplainer.Descriptor, options => new BanzhafExplainer(options))
            .Configure(ComponentSpec.Parse("banzhaf:samples=2000")).Instance;
        (ExplanationRequest request, JsonElement golden) = GoldenRequest.Of("bert-micro/six", Quantity.Probability).First();

        Attribution attribution = explainer.Explain(request with { Seed = 3 });

        // A difference of two means of 1,000 probabilities each has a standard error of at most 0.5 · √(2/1000) = 0.022.
        double[] exact = golden.At("shapley").At("probability").At("banzhaf").Doubles();
        double[] found = [.. request.Input.FeaturePositions.Select(position => attribution.Scores[position])];
        Close.Within(exact, found, 0.07, 0, "Banzhaf values");
        attribution.Scores[0].ShouldBe(0);
    }

    [Fact]
    public void Takes_whole_words_away()
    {
        ExplanationRequest request = UnitGames.Request(UnitGames.Model(Games.Wild(3, seed: 5)));
        new BanzhafExplainer(new BanzhafOptions()).Explain(request).UnitScores.Length.ShouldBe(3);
    }

    [Fact]
    public void Is_what_the_documentation_shows()
    {
        string source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "samples", "Bench.Samples.Banzhaf", "BanzhafExplainer.cs"));
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "plugins.md"));

        page.ShouldContain(source[source.IndexOf("public sealed record BanzhafOptions", StringComparison.Ordinal)..].TrimEnd());
    }
}
