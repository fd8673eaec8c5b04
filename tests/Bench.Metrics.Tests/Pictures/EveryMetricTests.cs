using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

/// <summary>Every metric scores the explanation of a picture, or says by name why it does not.</summary>
public sealed class EveryMetricTests
{
    private static readonly PictureShape _shape = new(12, 8, 4) { SpecialTokens = ["[CLS]"] };
    private static readonly float[] _weights = Weights();

    // Metrics without a number here, each with a part of its reason. Every other one has a number.
    private static readonly Dictionary<string, string> _without = new(StringComparer.Ordinal)
    {
        ["goodhart-gain"] = "words in a row",
        ["span-iou-f1"] = "words in a row",
        ["edit-invariance"] = "no edited texts",
        ["counterfactual-auroc"] = "edit",
        ["human-agreement"] = "annotators",
        ["exact-correlation"] = "not known",
        ["mprt"] = "drawn anew",
        ["smooth-mprt"] = "drawn anew",
        ["efficient-mprt"] = "drawn anew",
    };

    public static TheoryData<string> Ids =>
        [.. BuiltInMetrics.AddTo(new Catalog<MetricDescriptor, IMetric>("metric")).All.Select(component => component.Descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_metric_scores_a_picture_or_says_why_not(string id)
    {
        Component<MetricDescriptor, IMetric> component =
            BuiltInMetrics.AddTo(new Catalog<MetricDescriptor, IMetric>("metric")).All.Single(one => one.Descriptor.Id == id);
        MetricContext context = Context(new UnitChoice(Granularity.Patch));

        MetricScore score = Toy.Score(id, context);

        if (_without.TryGetValue(id, out string? reason))
        {
            score.IsApplicable.ShouldBeFalse();
            (component.Descriptor.UndefinedFor(context.Model.Info) ?? score.Reason!).ShouldContain(reason);
            return;
        }

        score.IsApplicable.ShouldBeTrue(score.Reason);
        score.Value.ShouldBeInRange(component.Descriptor.Minimum, component.Descriptor.Maximum);
        Toy.Score(id, context).Value.ShouldBe(score.Value);
    }

    [Theory]
    [InlineData(Granularity.Cell)]
    [InlineData(Granularity.Superpixel)]
    public void Parts_that_cross_patches_are_judged_too(Granularity granularity)
    {
        MetricContext context = Context(new UnitChoice(granularity) { CellSize = granularity == Granularity.Cell ? 3 : null });

        foreach (string id in (string[])["aopc-comprehensiveness:removal=mask", "aopc-sufficiency:removal=blur", "deletion:removal=noise",
            "tau-loo:removal=mask",
            "soft-comprehensiveness", "road", "infidelity", "auprc", "gini", "max-sensitivity"])
        {
            Toy.Score(id, context).IsApplicable.ShouldBeTrue(id);
        }
    }

    [Fact]
    public void The_mask_is_compared_pixel_by_pixel()
    {
        // Scores of pixels 0 … 95; marked are the 12 of the first row and pixel 95, the highest.
        MetricContext context = Context(new UnitChoice(Granularity.Patch)) is var made ? made with
        {
            Explanation =
                made.Explanation with
                {
                    Attribution = made.Explanation.Attribution with { PixelScores = [.. Enumerable.Range(0, 96).Select(i => (double)i)] },
                },
            Mask = [.. Enumerable.Range(0, 96).Select(i => i < 12 || i == 95)],
        } : null!;

        Toy.Score("pointing-game", context).Value.ShouldBe(1);
        Toy.Score("relevance-mass", context).Value.ShouldBe((66 + 95) / 4560.0, 1e-12);

        // The 13 ranked first share one pixel with the 13 marked.
        Toy.Score("token-iou", context).Value.ShouldBe(1 / 25.0, 1e-12);
        Toy.Score("pointing-game", context with { Mask = [.. context.Mask.Select(marked => !marked)] }).Value.ShouldBe(0);
        Toy.Score("pointing-game", context with { Mask = [] }).Reason.ShouldBe("the instance has no rationale");
        Toy.Score("auprc", context with { Mask = [.. new bool[96]] }).Reason.ShouldBe("the rationale touches no token");
    }

    [Fact]
    public void Without_scores_of_pixels_those_of_parts_are_shared_by_theirs()
    {
        MetricContext context = Context(new UnitChoice(Granularity.Cell) { CellSize = 6 });
        Explanation explanation =
            context.Explanation with { Attribution = Attribution.OfUnits(context.Explanation.Input, [36, 72, 12, -12]) };

        double[] pixels = explanation.PixelScores();

        (pixels[0], pixels[11], pixels[(7 * 12) + 0], pixels[(7 * 12) + 11]).ShouldBe((1, 2, 1, -1));
    }

    [Fact]
    public void Imputed_pixels_are_the_mean_of_their_neighbours()
    {
        MetricContext context = Context(new UnitChoice(Granularity.Cell) { CellSize = 4 });
        InputRow row = new PixelInfill(context, noise: 0).Replace([0, 4]);
        double At(int x, int y, int channel) => row.Pixels.Span[_shape.IndexOf((y * 12) + x, channel)];

        double mean = ((At(4, 5, 1) + At(6, 5, 1) + At(5, 4, 1) + At(5, 6, 1)) / 6)
            + ((At(4, 4, 1) + At(6, 4, 1) + At(4, 6, 1) + At(6, 6, 1)) / 12);
        At(5, 5, 1).ShouldBe(mean, 1e-3);
        double corner = (((At(1, 0, 0) + At(0, 1, 0)) / 6) + (At(1, 1, 0) / 12)) / ((2 / 6.0) + (1 / 12.0));
        At(0, 0, 0).ShouldBe(corner, 1e-3);
        row.Pixels.Span[_shape.IndexOf(11, 2)].ShouldBe(context.Explanation.Input.Row.Pixels.Span[_shape.IndexOf(11, 2)]);
    }

    // Gradient × input, by pixels of which units are gathered; the lower half is marked.
    private static MetricContext Context(UnitChoice choice)
    {
        TokenizedText input = PictureModel.Random(_shape, 8).InUnits(choice);
        var model = new PictureModel(_shape, _weights, 0.1);
        var request = new ExplanationRequest
        {
            Model = model,
            Tokenizer = new ToyTokenizer(),
            Input = input,
            Target = new Target(1),
            Seed = 3,
        };
        return new MetricContext
        {
            Explanation = new Explanation
            {
                Explainer = "product",
                Input = input,
                Target = new Target(1),
                Quantity = Quantity.Logit,
                Attribution = new Product().Explain(request),
            },
            Model = model,
            Tokenizer = request.Tokenizer,
            Mask = [.. Enumerable.Range(0, _shape.PixelCount).Select(pixel => pixel >= 48)],
            Rationales = [[.. Enumerable.Range(0, _shape.Places).Select(place => place >= 4)]],
            Explainer = new Product(),
            Seed = 5,
        };
    }

    private static float[] Weights()
    {
        var random = new DeterministicRandom(9);
        return [.. Enumerable.Range(0, _shape.Places * _shape.PatchLength).Select(_ => (float)(random.NextDouble() - 0.4) / 16)];
    }

    private sealed class Product : IExplainer
    {
        public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
        {
            Tensor gradient = request.Model.Answer(request.Query(Ask.Gradient), cancellationToken).Gradient;
            Tensor pixels = request.Model.Embed(request.Input.Row);
            double[] scores = new double[_shape.PixelCount];
            for (int pixel = 0; pixel < scores.Length; pixel++)
            {
                scores[pixel] = Enumerable.Range(0, 3).Sum(channel =>
                    (double)gradient.Span[_shape.IndexOf(pixel, channel)] * pixels.Span[_shape.IndexOf(pixel, channel)]);
            }

            return new Attribution([.. Enumerable.Range(0, _shape.Places).Select(place =>
                Enumerable.Range(0, scores.Length).Where(pixel => _shape.PlaceOf(pixel) == place).Sum(pixel => scores[pixel]))])
            {
                PixelScores = ImmutableArray.Create(scores),
            };
        }
    }
}
