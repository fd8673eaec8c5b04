using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// <see cref="IntegratedGradientsExplainer">Integrated Gradients</see> whose steps double until the completeness gap is within a
/// tolerance given in units of the explained number, where integrated-gradients has a share of the change to explain. The gap that is left
/// and the steps of the last attempt are reported.
/// </summary>
public sealed class AdaptiveIntegratedGradientsExplainer : IExplainer
{
    private readonly AdaptiveIntegratedGradientsOptions _options;

    /// <summary>Checks the options.</summary>
    /// <param name="options">Tolerance, steps, rule and baseline.</param>
    /// <exception cref="BenchException">The options do not fit together.</exception>
    public AdaptiveIntegratedGradientsExplainer(AdaptiveIntegratedGradientsOptions options)
    {
        if (options.Start > options.Most)
        {
            throw new BenchException(
                $"The first attempt has {options.Start} steps, the largest only {options.Most}",
                $"{Descriptor.Id}:start",
                $"Allowed: 2 to {options.Most} (most)");
        }

        BaselineText.Check(options.Baseline, options.BaselineText, Descriptor.Id);
        _options = options;
    }

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "adaptive-integrated-gradients",
        Name = "Integrated Gradients, adaptive",
        Family = "gradient",
        Needs = Ask.Gradient,
        CostFormula = "start + 2 start + 4 start + … forward and backward, the last at most most; 2 forward",
        Citation = "Sundararajan, Taly and Yan 2017, Axiomatic Attribution for Deep Networks (its advice on the number of steps)",
        Summary = "Integrated Gradients with steps doubled until scores sum to f(input) - f(baseline) within an absolute tolerance",
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        float[] input = request.Model.Embed(request.Input.Row).Span.ToArray();
        var baseline = Baseline.Of(request, _options.Baseline, _options.BaselineText);
        var path = new StraightPath(request, baseline.Embeddings, input);
        (double atInput, double atBaseline) = path.Ends(cancellationToken);
        var integral = PathIntegral.Doubling(
            path, _options.Rule, _options.Start, _options.Most, atInput - atBaseline, _options.Tolerance, cancellationToken);
        return Scores.Attribution(
            [.. integral.Average.Product],
            request,
            (DiagnosticNames.CompletenessGap, integral.Gap),
            (DiagnosticNames.InputValue, atInput),
            (DiagnosticNames.BaselineValue, atBaseline),
            ("steps", integral.Steps)) with
        {
            PixelScores = PixelScores.Sum(request.Input, i => integral.Average.Map[i] * path.Direction[i]),
        };
    }
}
