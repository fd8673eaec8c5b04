using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// LIME (Ribeiro, Singh and Guestrin 2016): the weights of a local ridge regression of the explained number on which features are kept,
/// over randomly masked copies of the text weighted by their nearness to it. The paper explains the probability
/// (<see cref="Quantity.Probability"/>), where Bench's default for every method is the logit. The surrogate's weighted R² is reported.
/// </summary>
public sealed class LimeExplainer : IExplainer
{
    private const int MostSquaredSamples = 5000;
    private readonly LimeOptions _options;

    /// <summary>Checks the options.</summary>
    /// <param name="options">Samples, kernel, penalty, removal and features.</param>
    /// <exception cref="BenchException">The options do not fit together.</exception>
    public LimeExplainer(LimeOptions options)
    {
        if (options.Features == LimeFeatures.AllPositions && options.Removal is Removal.Delete or Removal.AttentionMask)
        {
            throw new BenchException(
                "Where special tokens are features too, they can only be replaced: otherwise a row could be left without any token",
                $"{Descriptor.Id}:removal",
                "Allowed with features=all-positions: mask | pad");
        }

        _options = options;
    }

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "lime",
        Name = "LIME",
        Family = "perturbation",
        CostFormula = "at most samples forward (repeated masks once)",
        Citation = "Ribeiro, Singh and Guestrin 2016, Why Should I Trust You?, equation 1 and algorithm 1 (all features are kept)",
        Summary = "Weights of a local linear surrogate over randomly masked texts (its paper explains the probability)",
        Draws = true,
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) => Features(input);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        FeatureSet features = Features(request.Input);
        int samples = _options.Samples > 0 ? _options.Samples : Math.Min(features.Count * features.Count, MostSquaredSamples);
        (List<bool[]> masks, List<int> counts) = LimeSampling.Draw(features.Count, samples, new DeterministicRandom(request.Seed));
        double[] values = new CoalitionGame(request, features, _options.Removal, cancellationToken).Values(masks);
        double[] weights = [.. masks.Select((mask, k) =>
            counts[k] * LimeSampling.Kernel(LimeSampling.Distance(mask), _options.KernelWidth))];
        WeightedRidge fit = WeightedRidge.Fit(masks, values, weights, _options.Ridge) ?? throw new BenchException(
            $"{masks.Count} different masks do not determine the weights of {features.Count} features",
            Descriptor.Id,
            "Raise samples or kernel-width, or set ridge above 0");
        return Scores.Attribution(
            features,
            fit.Coefficients,
            request,
            (DiagnosticNames.SurrogateFit, fit.WeightedR2),
            (DiagnosticNames.InputValue, values[0]));
    }

    private FeatureSet Features(TokenizedText input) => _options.Features switch
    {
        LimeFeatures.AllPositions => FeatureSet.AllPositions(input),
        LimeFeatures.Words => FeatureSet.Of(input, FeatureUnit.Words, _options.Spans),
        LimeFeatures.Spans => FeatureSet.Of(input, FeatureUnit.Spans, _options.Spans),
        _ => FeatureSet.Of(input, FeatureUnit.Tokens, _options.Spans),
    };
}
