using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

/// <summary>Correlation and ranking numbers of SciPy and scikit-learn, ties and degenerate inputs included.</summary>
public sealed class MathVectorTests
{
    private static readonly JsonElement _math = GoldenJson.Read(Path.Combine(Repository.Golden, "math.json"));

    public static TheoryData<string> Correlations => [.. Names("correlation")];

    public static TheoryData<string> Rankings => [.. Names("ranking")];

    [Theory]
    [MemberData(nameof(Correlations))]
    public void Kendall_tau_b(string name)
    {
        JsonElement entry = Entry("correlation", name);
        JsonElement? expected = entry.Maybe("kendall_tau_b");

        // The fall of a linear model's logit without word i is the word's weight.
        MetricScore score = Toy.Score("tau-loo:quantity=logit", Toy.Linear(entry.At("y").Doubles(), entry.At("x").Doubles()));

        score.IsApplicable.ShouldBe(expected is not null);
        if (expected is { } tau)
        {
            score.Value.ShouldBe(tau.GetDouble(), 1e-8);
        }
    }

    [Theory]
    [MemberData(nameof(Rankings))]
    public void Areas_under_precision_and_recall(string name)
    {
        JsonElement entry = Entry("ranking", name);
        double[] scores = entry.At("scores").Doubles();
        bool[] labels = [.. entry.At("labels").Doubles().Select(label => label == 1)];
        MetricContext context = Toy.Linear(new double[scores.Length], scores, labels);
        bool ranksNothing = scores.Distinct().Count() == 1 || labels.Distinct().Count() == 1;

        MetricScore trapezoid = Toy.Score("auprc", context);
        MetricScore step = Toy.Score("auprc:area=step", context);

        trapezoid.IsApplicable.ShouldBe(!ranksNothing);
        step.IsApplicable.ShouldBe(!ranksNothing);
        if (!ranksNothing)
        {
            trapezoid.Value.ShouldBe(entry.At("auprc_trapezoid").GetDouble(), 1e-8);
            Toy.Score("auroc", context).Value.ShouldBe(entry.At("roc_auc").GetDouble(), 1e-8);
            step.Value.ShouldBe(entry.At("average_precision").GetDouble(), 1e-8);
        }
    }

    private static IEnumerable<string> Names(string section) =>
        _math.At(section).EnumerateArray().Select(entry => entry.At("name").GetString()!);

    private static JsonElement Entry(string section, string name) =>
        _math.At(section).EnumerateArray().Single(entry => entry.At("name").GetString() == name);
}
