using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

public class AttentionTests
{
    private static readonly (string Field, string Spec)[] _aggregates =
    [
        ("mean", "attention:aggregate=mean"),
        ("mean", "attention:aggregate=mean,order=joint"),
        ("median_over_layers_then_heads", "attention"),
        ("median_over_heads_then_layers", "attention:order=heads-then-layers"),
        ("median_joint", "attention:order=joint"),
        ("rollout", "attention-rollout"),
    ];

    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Aggregates_rollout_and_relevance_of_the_reference(string name)
    {
        JsonElement aggregates = GoldenCases.Load(name).Root.At("attention_aggregates");
        foreach ((ExplanationRequest request, JsonElement target) in GoldenRequest.Of(name, Quantity.Logit))
        {
            foreach ((string field, string spec) in _aggregates)
            {
                string read = spec + (spec.Contains(':', StringComparison.Ordinal) ? "," : ":") + "read=mean-over-queries";
                if (Row0(aggregates, field) is { } row)
                {
                    GoldenRequest.CheckAll(row, Toy.Make(spec).Explain(request).Scores, $"{name} {spec}");
                }

                if (ColumnMean(aggregates, field) is { } columns)
                {
                    GoldenRequest.CheckAll(columns, Toy.Make(read).Explain(request).Scores, $"{name} {read}");
                }
            }

            GoldenRequest.Check(target.At("chefer_relevance", "row0"), Toy.Make("chefer").Explain(request).Scores, $"{name} chefer");
            if (target.At("chefer_relevance").Maybe("matrix") is { } matrix)
            {
                GoldenRequest.CheckAll(
                    MeanOverRows(matrix), Toy.Make("chefer:read=mean-over-queries").Explain(request).Scores, $"{name} chefer, all queries");
            }
        }
    }

    [Fact]
    public void Chosen_layers_and_heads_alone_are_used()
    {
        GoldenCase golden = GoldenCases.Load("bert-micro/six");
        (ExplanationRequest request, _) = GoldenRequest.Of(golden.Name, Quantity.Logit).First();
        JsonElement maps = golden.Root.At("attentions");
        GoldenRequest.Check(
            maps[1][2][0], Toy.Make("attention:layers=1,heads=2").Explain(request).Scores, "one head");
        double[] both = [.. maps[0][0][0].Doubles().Zip(maps[0][3][0].Doubles(), Math.Max)];
        GoldenRequest.CheckAll(
            both, Toy.Make("attention:aggregate=max,layers=0,heads=0;3").Explain(request).Scores, "maximum of two heads");
    }

    [Theory]
    [InlineData("attention:layers=2", "0 to 1")]
    [InlineData("attention:heads=4", "0 to 3")]
    public void Layers_and_heads_that_the_model_lacks_are_refused(string spec, string allowed)
    {
        (ExplanationRequest request, _) = GoldenRequest.Of("bert-micro/six", Quantity.Logit).First();
        Should.Throw<BenchException>(() => Toy.Make(spec).Explain(request)).Message.ShouldContain(allowed);
    }

    [Theory]
    [InlineData("attention:layers=-1")]
    [InlineData("attention:heads=0.5")]
    public void Layers_and_heads_that_no_model_has_are_refused(string spec) =>
        Should.Throw<BenchException>(() => Toy.Make(spec)).Message.ShouldContain("whole numbers");

    [Fact]
    public void Attention_times_gradient_is_the_mean_of_their_products()
    {
        (ExplanationRequest request, _) = GoldenRequest.Of("bert-micro/six", Quantity.Probability).First();
        Answer answer = request.Model.Answer(request.Query(Ask.AttentionGradient));
        int n = request.Input.Tokens.Length;
        double[] Expected(Func<double, double> sign, bool firstRowOnly) =>
            [.. Enumerable.Range(0, n).Select(j => Enumerable.Range(0, 2 * 4 * n)
                .Where(row => !firstRowOnly || row % n == 0)
                .Average(row => answer.Maps.Span[(row * n) + j] * sign(answer.MapGradients.Span[(row * n) + j])))];
        GoldenRequest.CheckAll(Expected(g => g, false), Toy.Make("attention-x-gradient").Explain(request).Scores, "all queries");
        GoldenRequest.CheckAll(
            Expected(g => Math.Max(0, g), true),
            Toy.Make("attention-x-gradient:positive=true,read=classification").Explain(request).Scores,
            "positive part");
    }

    private static double[]? Row0(JsonElement aggregates, string field) =>
        (aggregates.Maybe(field + "_row0") ?? (aggregates.Maybe(field) is { } matrix ? matrix[0] : null))?.Doubles();

    private static double[]? ColumnMean(JsonElement aggregates, string field) =>
        aggregates.Maybe(field + "_column_mean")?.Doubles() ?? (aggregates.Maybe(field) is { } matrix ? MeanOverRows(matrix) : null);

    private static double[] MeanOverRows(JsonElement matrix)
    {
        double[][] rows = [.. matrix.EnumerateArray().Select(row => row.Doubles())];
        return [.. Enumerable.Range(0, rows.Length).Select(j => rows.Average(row => row[j]))];
    }
}
