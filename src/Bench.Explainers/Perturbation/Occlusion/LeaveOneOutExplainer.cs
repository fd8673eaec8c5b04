using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Leave-one-out (Li, Monroe and Jurafsky 2016, without their normalisation): how much the explained number falls when a
/// feature alone is taken away.
/// </summary>
/// <param name="options">Features and removal.</param>
public sealed class LeaveOneOutExplainer(PerturbationOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "leave-one-out",
        Name = "Leave-one-out",
        Family = "perturbation",
        CostFormula = "m + 1 forward",
        Citation = "Li, Monroe and Jurafsky 2016, Understanding Neural Networks through Representation Erasure",
        Summary = "Fall of the explained number when a feature alone is taken away",
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) =>
        options.FeaturesOf(input);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var game = CoalitionGame.Of(request, options, cancellationToken);
        (double[] scores, _, double full) = OcclusionWindows.Effects(game, OcclusionWindows.OfList(game.Count, 1, 1));
        return Scores.Attribution(game.Features, scores, request, (DiagnosticNames.InputValue, full));
    }
}
