using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Occlusion (Zeiler and Fergus 2014): how much the explained number falls when a window of neighbouring features is taken away; a
/// feature's score is the mean over the windows that cover it. In a pair a window may span the separator, which stays.
/// </summary>
public sealed class OcclusionExplainer : IExplainer
{
    private readonly OcclusionOptions _options;

    /// <summary>Checks the options.</summary>
    /// <param name="options">Window and stride.</param>
    /// <exception cref="BenchException">The stride would leave features uncovered.</exception>
    public OcclusionExplainer(OcclusionOptions options)
    {
        if (options.Stride > options.Window)
        {
            throw new BenchException(
                $"A stride of {options.Stride} skips features between windows of {options.Window}",
                $"{Descriptor.Id}:stride",
                $"Allowed: 1 to {options.Window} (the window)");
        }

        _options = options;
    }

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "occlusion",
        Name = "Occlusion",
        Family = "perturbation",
        CostFormula = "2 + ceil((m - window) / stride) forward",
        Citation = "Zeiler and Fergus 2014, Visualizing and Understanding Convolutional Networks (occlusion sensitivity)",
        Summary = "Fall of the explained number when a window of neighbouring features is taken away",
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) => Require(_options.FeaturesOf(input).Count);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var game = CoalitionGame.Of(request, _options, cancellationToken);
        Require(game.Count);
        (double[] scores, _, double full) = OcclusionWindows.Effects(game, _options.Window, _options.Stride);
        return Scores.Attribution(game.Features, scores, request, (DiagnosticNames.InputValue, full));
    }

    private void Require(int features)
    {
        if (_options.Window > features)
        {
            throw new BenchException(
                $"A window of {_options.Window} is longer than the text of {features} features",
                $"{Descriptor.Id}:window",
                $"Allowed for this text: 1 to {features}");
        }
    }
}
