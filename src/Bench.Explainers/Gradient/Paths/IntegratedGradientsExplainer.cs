using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Integrated Gradients (Sundararajan, Taly and Yan 2017): gradients averaged along the straight line from a baseline to the
/// input, times input − baseline. Scores sum to f(input) − f(baseline) up to the error of the quadrature, which is reported as
/// <see cref="DiagnosticNames.CompletenessGap"/>. The paper's advice is to raise the steps until that gap is small: unless their number is
/// given they are doubled until it is.
/// </summary>
public sealed class IntegratedGradientsExplainer : IExplainer
{
    private readonly IntegratedGradientsOptions _options;

    /// <summary>Checks the options.</summary>
    /// <param name="options">Steps, rule and baseline.</param>
    /// <exception cref="BenchException">The options do not fit together.</exception>
    public IntegratedGradientsExplainer(IntegratedGradientsOptions options)
    {
        bool trapezoid = options.Rule is QuadratureRule.Trapezoid or QuadratureRule.TrapezoidCaptum;
        if (trapezoid && options.Steps < 2)
        {
            throw new BenchException(
                $"The rule needs more than {options.Steps} step", $"{Descriptor.Id}:steps", "Allowed: 2 to 2000 with this rule");
        }

        BaselineText.Check(options.Baseline, options.BaselineText, Descriptor.Id);
        _options = options;
    }

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "integrated-gradients",
        Name = "Integrated Gradients",
        Family = "gradient",
        Needs = Ask.Gradient,
        CostFormula = "8 + 16 + 32 + … forward and backward, the last at most most; with steps: steps; 2 forward",
        Citation =
            "Sundararajan, Taly and Yan 2017, Axiomatic Attribution for Deep Networks, equation 1, and its advice on the number of steps",
        Summary = "Gradients averaged from a baseline to the input, times their difference: scores sum to f(input) - f(baseline)",
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var baseline = Baseline.Of(request, _options.Baseline, _options.BaselineText, _options.Separators);
        var path = new StraightPath(request, baseline.Embeddings, request.Model.Embed(request.Input.Row).Span);
        (double atInput, double atBaseline) = path.Ends(cancellationToken);
        var integral = PathIntegral.Of(
            path, _options.Rule, _options.Steps, _options.Most, atInput - atBaseline, _options.Tolerance, cancellationToken);
        return Scores.Attribution(
            [.. _options.MultiplyByInput ? integral.Average.Product : integral.Average.Plain],
            request,
            (DiagnosticNames.CompletenessGap, _options.MultiplyByInput ? integral.Gap : double.NaN),
            (DiagnosticNames.InputValue, atInput),
            (DiagnosticNames.BaselineValue, atBaseline),
            ("steps", integral.Steps),
            ("baseline-tokens-cut", baseline.TokensCut > 0 ? baseline.TokensCut : double.NaN)) with
        {
            PixelScores = PixelScores.Sum(
                request.Input, i => integral.Average.Map[i] * (_options.MultiplyByInput ? path.Direction[i] : 1)),
        };
    }
}
