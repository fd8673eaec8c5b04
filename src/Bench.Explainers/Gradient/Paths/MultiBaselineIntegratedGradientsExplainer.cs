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
    [Description("Baselines separated by ;, out of pad, mask and zero")]
    public string Baselines { get; init; } = "pad;mask;zero";
}

/// <summary>
/// The mean of <see cref="IntegratedGradientsExplainer">Integrated Gradients</see> from several baselines (Sturmfels, Lundberg and Lee
/// 2020), so that no single idea of an empty text decides. The baseline value is the mean of theirs.
/// </summary>
public sealed class MultiBaselineIntegratedGradientsExplainer : IExplainer
{
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
            _ => throw new BenchException(
                $"There is no baseline '{name}'", $"{Descriptor.Id}:baselines", "Allowed: pad, mask and zero, separated by ;"),
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
        Citation = "Sturmfels, Lundberg and Lee 2020, Visualizing the Impact of Feature Attribution Baselines, section Averaging Over Multiple Baselines",
        Summary = "Mean of Integrated Gradients from the baselines pad, mask and zero",
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        float[] input = request.Model.Embed(request.Input.Row).Span.ToArray();
        int tokens = request.Input.Tokens.Length;
        double[] scores = new double[tokens];
        double atInput = 0;
        double atBaseline = 0;
        foreach (BaselineKind kind in _kinds)
        {
            var path = new StraightPath(request, Baseline.Of(request, kind, "").Embeddings, input);
            ImmutableArray<double> part = PathScores.PerToken(path.Integrate(_rule, cancellationToken), path.Direction, tokens);
            for (int i = 0; i < tokens; i++)
            {
                scores[i] += part[i] / _kinds.Length;
            }

            (atInput, double start) = path.Ends(cancellationToken);
            atBaseline += start / _kinds.Length;
        }

        return Scores.Attribution(
            [.. scores],
            request,
            (DiagnosticNames.CompletenessGap, scores.Sum() - (atInput - atBaseline)),
            (DiagnosticNames.InputValue, atInput),
            (DiagnosticNames.BaselineValue, atBaseline));
    }
}
