using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

/// <summary>Every explainer explains a picture, or says by name why it does not.</summary>
public sealed class EveryExplainerTests
{
    private static readonly PictureShape _shape = new(12, 8, 4) { SpecialTokens = ["[CLS]"] };

    // What the toy model does not offer is not asked here; the walk with a real model is in Bench.Library.Tests.
    private static readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal)
    {
        ["discretized-integrated-gradients"] = "neighbouring words",
        ["hotflip"] = "vocabulary",
        ["aggregate"] = "words and clauses",
    };

    public static TheoryData<string> Explainers => [.. Toy.Catalog().All
        .Where(component => (component.Descriptor.Needs & ~Ask.Gradient) == 0).Select(component => component.Descriptor.Id)];

    [Theory]
    [MemberData(nameof(Explainers))]
    public void An_explainer_scores_a_picture_or_refuses_by_name(string id)
    {
        ExplanationRequest request = Request(PictureModel.Random(_shape, 3), curvature: 0.2);
        IExplainer explainer = Toy.Make(id);

        if (_refused.TryGetValue(id, out string? reason))
        {
            BenchException refusal = Should.Throw<BenchException>(() => explainer.Explain(request));
            refusal.Message.ShouldContain(id);
            refusal.Problem.ShouldContain(reason);
            return;
        }

        explainer.Check(request.Model.Info, request.Tokenizer, request.Input);
        Attribution attribution = explainer.Explain(request);
        attribution.Scores.Length.ShouldBe(_shape.Places);
        attribution.Scores[0].ShouldBe(0, 1e-12);
        attribution.Scores.Any(score => score != 0).ShouldBeTrue();
        explainer.Explain(request).Scores.ShouldBe(attribution.Scores);
        (attribution.PixelScores.Length
            == (Toy.Catalog().All.Single(one => one.Descriptor.Id == id).Descriptor.Family == "gradient"
                ? _shape.PixelCount
                : 0)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("leave-one-out")]
    [InlineData("exact-shapley")]
    [InlineData("kernel-shap")]
    [InlineData("partition-shap")]
    [InlineData("lime:ridge=0")]
    [InlineData("gradient-x-input")]
    [InlineData("integrated-gradients")]
    [InlineData("sequential-integrated-gradients")]
    [InlineData("occlusion:window=1")]
    public void Of_a_linear_model_parts_that_cross_patches_get_their_own_share(string spec)
    {
        float[] weights = Weights(_shape);
        TokenizedText input = PictureModel.Random(_shape, 5).InUnits(new UnitChoice(Granularity.Cell) { CellSize = 3 });
        ExplanationRequest request = Request(input, weights);
        double[] expected = [.. input.Units.Select(unit => unit.Area.Sum(pixel => Enumerable.Range(0, 3).Sum(channel =>
        {
            int value = (channel * 16) + (pixel / 12 % 4 * 4) + (pixel % 12 % 4), at = (_shape.PlaceOf(pixel) * 48) + value;
            return (double)weights[at] * input.Row.Pixels.Span[at];
        })))];

        double[] scores = Toy.Make(spec).Explain(request).PerUnit(input);

        Close.Within(expected, scores, 2e-4, 0, spec);
    }

    [Theory]
    [InlineData("lime:features=words")]
    [InlineData("leave-one-out:features=spans,spans=0-1")]
    [InlineData("lime:features=all-positions")]
    [InlineData("partition-shap:hierarchy=words")]
    [InlineData("integrated-gradients:baseline=pad")]
    [InlineData("integrated-gradients:baseline=image")]
    [InlineData("leave-one-out:removal=attention-mask")]
    [InlineData("leave-one-out:removal=pad")]
    [InlineData("leave-one-out:removal=infill")]
    [InlineData("leave-one-out:removal=reference")]
    public void What_a_picture_does_not_have_is_refused(string spec) =>
        Should.Throw<BenchException>(() => Toy.Make(spec).Explain(Request(PictureModel.Random(_shape, 3))));

    [Theory]
    [InlineData("mean")]
    [InlineData("black")]
    [InlineData("blur")]
    [InlineData("random")]
    public void Scores_from_every_baseline_are_complete(string baseline)
    {
        ExplanationRequest request = Request(PictureModel.Random(_shape, 3), curvature: 0.3);

        Attribution attribution = Toy.Make($"integrated-gradients:steps=8,baseline={baseline}").Explain(request);

        attribution.Diagnostics[DiagnosticNames.CompletenessGap].ShouldBe(0, 1e-4);
        attribution.PixelScores.Sum().ShouldBe(attribution.Scores.Sum(), 1e-9);
    }

    [Fact]
    public void Occlusion_of_a_picture_slides_squares()
    {
        OcclusionWindows.OfGrid(3, 2, 2, 1).ShouldBe([[0, 1, 3, 4], [1, 2, 4, 5]]);
        OcclusionWindows.OfGrid(3, 3, 1, 1).Length.ShouldBe(9);
    }

    [Fact]
    public void Partition_halves_the_longer_side_first()
    {
        TokenizedText input = PictureModel.Random(new PictureShape(16, 8, 4), 1);

        PartitionTree tree = HalvedPicture.Tree(input.Picture!.Shape, input.Units);

        (int left, int right) = tree.Children(tree.Root);
        tree.LeavesOf(left).ToArray().Order().ShouldBe([0, 1, 4, 5]);
        tree.LeavesOf(right).ToArray().Order().ShouldBe([2, 3, 6, 7]);
    }

    private static ExplanationRequest Request(TokenizedText input, float[]? weights = null, double curvature = 0) => new()
    {
        Model = new PictureModel(_shape, weights ?? Weights(_shape), curvature),
        Tokenizer = new ToyTokenizer(),
        Input = input,
        Target = new Target(1),
        Seed = 11,
    };

    private static float[] Weights(PictureShape shape)
    {
        var random = new DeterministicRandom(9);
        return [.. Enumerable.Range(0, shape.Places * shape.PatchLength).Select(_ => (float)random.NextDouble() / 16)];
    }
}
