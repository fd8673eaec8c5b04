using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Integrated Gradients (Sundararajan, Taly and Yan 2017): gradients averaged along the straight line from a baseline to the
/// input, times input − baseline. Scores sum to f(input) − f(baseline) up to the error of the quadrature, which is reported as
/// <see cref="DiagnosticNames.CompletenessGap"/>.
/// </summary>
public sealed class IntegratedGradientsExplainer : IExplainer
{
    private readonly IntegratedGradientsOptions _options;
    private readonly Quadrature _rule;

    /// <summary>Checks the options and prepares the nodes.</summary>
    /// <param name="options">Steps, rule and baseline.</param>
    /// <exception cref="BenchException">The options do not fit together.</exception>
    public IntegratedGradientsExplainer(IntegratedGradientsOptions options)
    {
        bool trapezoid = options.Rule is QuadratureRule.Trapezoid or QuadratureRule.TrapezoidCaptum;
        if (options.Steps < (trapezoid ? 2 : 1))
        {
            throw new BenchException(
                $"The rule needs more than {options.Steps} steps",
                $"{Descriptor.Id}:steps",
                $"Allowed: {(trapezoid ? 2 : 1)} to 2000 with this rule");
        }

        BaselineText.Check(options.Baseline, options.BaselineText, Descriptor.Id);
        _options = options;
        _rule = Quadrature.Create(options.Rule, options.Steps);
    }

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "integrated-gradients",
        Name = "Integrated Gradients",
        Family = "gradient",
        Needs = ModelNeeds.Gradient,
        CostFormula = "steps forward and backward, 2 forward",
        Citation = "Sundararajan, Taly and Yan 2017, Axiomatic Attribution for Deep Networks, equation 1",
        Summary = "Gradients averaged from a baseline to the input, times their difference: scores sum to f(input) - f(baseline)",
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        IGradientModel model = request.Model.Require<IGradientModel>();
        var baseline = Baseline.Of(request, model, _options.Baseline, _options.BaselineText);
        var path = new StraightPath(
            model, request, baseline.Embeddings, model.WordEmbeddings(request.Input.Row.TokenIds.Span).Span);
        double[] average = path.Integrate(_rule, cancellationToken);
        (double atInput, double atBaseline) = path.Ends(cancellationToken);

        ImmutableArray<double> scores = PathScores.PerToken(average, _options.MultiplyByInput ? path.Direction : null, request.Input.Tokens.Length);
        double gap = _options.MultiplyByInput ? scores.Sum() - (atInput - atBaseline) : double.NaN;
        return Scores.Attribution(
            scores,
            request,
            (DiagnosticNames.CompletenessGap, gap),
            (DiagnosticNames.InputValue, atInput),
            (DiagnosticNames.BaselineValue, atBaseline),
            ("baseline-tokens-cut", baseline.TokensCut > 0 ? baseline.TokensCut : double.NaN));
    }
}
