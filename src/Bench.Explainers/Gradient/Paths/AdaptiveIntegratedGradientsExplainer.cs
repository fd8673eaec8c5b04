using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// <see cref="IntegratedGradientsExplainer">Integrated Gradients</see> whose steps double until the completeness gap is within a
/// tolerance. The gap that is left and the steps of the last attempt are reported.
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
        Needs = ModelNeeds.Gradient,
        CostFormula = "start + 2 start + 4 start + … forward and backward, the last at most most; 2 forward",
        Citation = "Sundararajan, Taly and Yan 2017, Axiomatic Attribution for Deep Networks (its advice on the number of steps)",
        Summary = "Integrated Gradients with steps doubled until scores sum to f(input) - f(baseline) within a tolerance",
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        IGradientModel model = request.Model.Require<IGradientModel>();
        float[] input = model.WordEmbeddings(request.Input.Row.TokenIds.Span).Span.ToArray();
        var baseline = Baseline.Of(request, model, _options.Baseline, _options.BaselineText);
        var path = new StraightPath(model, request, baseline.Embeddings, input);
        (double atInput, double atBaseline) = path.Ends(cancellationToken);
        int steps = _options.Start;
        while (true)
        {
            double[] average = path.Integrate(Quadrature.Create(_options.Rule, steps), cancellationToken);
            ImmutableArray<double> scores = PathScores.PerToken(average, path.Direction, request.Input.Tokens.Length);
            double gap = scores.Sum() - (atInput - atBaseline);
            if (Math.Abs(gap) <= _options.Tolerance || 2 * steps > _options.Most)
            {
                return Scores.Attribution(
                    scores,
                    request,
                    (DiagnosticNames.CompletenessGap, gap),
                    (DiagnosticNames.InputValue, atInput),
                    (DiagnosticNames.BaselineValue, atBaseline),
                    ("steps", steps));
            }

            steps *= 2;
        }
    }
}
