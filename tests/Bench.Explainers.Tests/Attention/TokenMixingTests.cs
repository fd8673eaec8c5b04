using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

public class TokenMixingTests
{
    // Scores are read off maps within the tolerance of the golden file's.
    private const double Tolerance = 2e-4;

    [Theory]
    [MemberData(nameof(GoldenCases.Micro), MemberType = typeof(GoldenCases))]
    public void Value_zeroing_reads_the_golden_maps(string name)
    {
        double[][][] maps = [.. GoldenCases.Load(name).Root.At("value_zeroing").EnumerateArray()
            .Select(layer => layer.EnumerateArray().Select(row => row.Doubles()).ToArray())];
        int n = maps[0].Length;
        double[][] rollout = maps.Aggregate((below, layer) => [.. layer.Select(row =>
            Enumerable.Range(0, n).Select(j => Enumerable.Range(0, n).Sum(k => row[k] * below[k][j])).ToArray())]);
        (ExplanationRequest request, _) = GoldenRequest.Of(name, Quantity.Logit).First();

        Check(rollout[0], "value-zeroing");
        Check(maps[^1][0], "value-zeroing:layers=last");
        Check([.. Enumerable.Range(0, n).Select(j => maps.Average(map => map[0][j]))], "value-zeroing:layers=mean");
        Check([.. Enumerable.Range(0, n).Select(j => rollout.Average(row => row[j]))], "value-zeroing:read=mean-over-queries");

        void Check(double[] expected, string spec) =>
            Close.Within(expected, Toy.Make(spec).Explain(request).Scores.ToArray(), Tolerance, 0, $"{name} {spec}");
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Trained), MemberType = typeof(GoldenCases))]
    public void Value_zeroing_of_trained_models_reads_the_last_golden_row(string name)
    {
        double[] expected = GoldenCases.Load(name).Root.At("value_zeroing").EnumerateArray().Last().Doubles();
        (ExplanationRequest request, _) = GoldenRequest.Of(name, Quantity.Logit).First();

        Close.Within(expected, Toy.Make("value-zeroing:layers=last").Explain(request).Scores.ToArray(), Tolerance, 0, name);
    }

    [Theory]
    [InlineData("alti")]
    [InlineData("value-zeroing")]
    public void Scores_share_out_one_whole(string id)
    {
        (ExplanationRequest request, _) = GoldenRequest.Of("bert-micro/six", Quantity.Logit).First();
        foreach (string layers in (string[])["rollout", "mean", "last"])
        {
            Attribution attribution = Toy.Make($"{id}:layers={layers}").Explain(request);
            attribution.Scores.Sum().ShouldBe(1, 1e-6);
            attribution.Scores.ShouldAllBe(score => score >= 0);
        }
    }

    [Fact]
    public void The_two_measures_differ()
    {
        (ExplanationRequest request, _) = GoldenRequest.Of("bert-micro/six", Quantity.Logit).First();
        Tensor maps = request.Model.Mix([request.Input.Row], TokenMixing.Alti)[0];

        Close.Within(
            [.. maps[1].Span[..8].ToArray().Select(value => (double)value)],
            Toy.Make("alti:layers=last").Explain(request).Scores.ToArray(), 1e-7, 0, "alti");
        Toy.Make("alti").Explain(request).Scores.ShouldNotBe(Toy.Make("value-zeroing").Explain(request).Scores);
    }
}
