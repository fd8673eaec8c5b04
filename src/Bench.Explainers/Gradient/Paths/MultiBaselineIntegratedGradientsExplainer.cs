using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Options of <see cref="MultiBaselineIntegratedGradientsExplainer"/>.</summary>
public sealed record MultiBaselineIntegratedGradientsOptions
{
    /// <summary>Gradients along each path.</summary>
    [Description("Gradients along each of the paths")]
    [Range(2, 2000)]
    public int Steps { get; init; } = 20;

    /// <summary>Quadrature rule.</summary>
    [Description("Quadrature rule")]
    public QuadratureRule Rule { get; init; } = QuadratureRule.GaussLegendre;

    /// <summary>Baselines.</summary>
    [Description(
        "Baselines separated by ;, out of pad, mask and zero; of pictures mean, black, blur, random and image, and the default means "
            + "mean;black;blur")]
    public string Baselines { get; init; } = "pad;mask;zero";
}

/// <summary>
/// The mean of <see cref="IntegratedGradientsExplainer">Integrated Gradients</see> from several baselines (Sturmfels, Lundberg and Lee
/// 2020), so that no single idea of an empty text decides. The baseline value is the mean of theirs.
/// </summary>
public sealed class MultiBaselineIntegratedGradientsExplainer : IExplainer
{
    private static readonly ImmutableArray<BaselineKind> _ofTexts = [BaselineKind.Pad, BaselineKind.Mask, BaselineKind.Zero];
    private static readonly ImmutableArray<BaselineKind> _ofPictures = [BaselineKind.Mean, BaselineKind.Black, BaselineKind.Blur];

    private readonly ImmutableArray<BaselineKind> _kinds;
    private readonly Quadrature _rule;

    /// <summary>Checks the options.</summary>
    /// <param name="options">Steps, rule and baselines.</param>
    /// <exception cref="BenchException">A baseline is unknown.</exception>
    public MultiBaselineIntegratedGradientsExplainer(MultiBaselineIntegratedGradientsOptions options)
    {
        _rule = Quadrature.Create(options.Rule, options.Steps);
        _kinds = [.. options.Baselines.Split(';', StringSplitOptions.TrimEntries).Select(name => name switch
        {
            "pad" => BaselineKind.Pad,
            "mask" => BaselineKind.Mask,
            "zero" => BaselineKind.Zero,
            "mean" => BaselineKind.Mean,
            "black" => BaselineKind.Black,
            "blur" => BaselineKind.Blur,
            "random" => BaselineKind.Random,
            "image" => BaselineKind.Image,
            _ => throw new BenchException(
                $"There is no baseline '{name}'", $"{Descriptor.Id}:baselines",
                "Allowed: pad, mask and zero, of pictures mean, black, blur, random and image, separated by ;"),
        })];
    }

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "multi-baseline-integrated-gradients",
        Name = "Integrated Gradients, several baselines",
        Family = "gradient",
        Needs = Ask.Gradient,
        CostFormula = "baselines × steps forward and backward, 2 × baselines forward",
        Citation =
            "Sturmfels, Lundberg and Lee 2020, Visualizing the Impact of Feature Attribution Baselines, section Averaging Over Multiple "
                + "Baselines",
        Summary = "Mean of Integrated Gradients from the baselines pad, mask and zero",
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        float[] input = request.Model.Embed(request.Input.Row).Span.ToArray();
        int tokens = request.Input.Tokens.Length;
        double[] scores = new double[tokens];
        double[] map = new double[request.Input.Picture is null ? 0 : input.Length];
        double atInput = 0;
        double atBaseline = 0;
        ImmutableArray<BaselineKind> kinds = request.Input.Picture is not null && _kinds.SequenceEqual(_ofTexts) ? _ofPictures : _kinds;
        foreach (BaselineKind kind in kinds)
        {
            var path = new StraightPath(request, Baseline.Of(request, kind, "").Embeddings, input);
            PathAverage average = path.Integrate(_rule, cancellationToken);
            for (int i = 0; i < tokens; i++)
            {
                scores[i] += average.Product[i] / kinds.Length;
            }

            for (int i = 0; i < map.Length; i++)
            {
                map[i] += average.Map[i] * path.Direction[i] / kinds.Length;
            }

            (atInput, double start) = path.Ends(cancellationToken);
            atBaseline += start / kinds.Length;
        }

        return Scores.Attribution(
            [.. scores],
            request,
            (DiagnosticNames.CompletenessGap, scores.Sum() - (atInput - atBaseline)),
            (DiagnosticNames.InputValue, atInput),
            (DiagnosticNames.BaselineValue, atBaseline)) with
        {
            PixelScores = PixelScores.Sum(request.Input, i => map[i]),
        };
    }
}
