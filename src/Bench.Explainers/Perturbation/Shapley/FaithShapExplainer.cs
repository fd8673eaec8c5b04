using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Faith-SHAP of order 2 (Tsai, Yeh and Ravikumar 2023) for up to 14 features: a feature's score is its main effect and half of each of
/// its pair effects, so that scores sum to v(all) − v(none). The pairs themselves are given by <see cref="PairInteractions"/>; how much
/// of the effects lies in pairs is reported.
/// </summary>
/// <param name="options">Features and removal.</param>
public sealed class FaithShapExplainer(PerturbationOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "faith-shap",
        Name = "Faith-SHAP (pairs)",
        Family = "perturbation",
        CostFormula = "2^m forward, m at most 14",
        Citation = "Tsai, Yeh and Ravikumar 2023, Faith-Shap: The Faithful Shapley Interaction Index (order 2)",
        Summary = "Main effects and half of the pair effects of the most faithful fit by features and pairs, up to 14 features",
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) =>
        ShapleyLimits.RequireEnumerable(options.FeaturesOf(input).Count, Descriptor.Id);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var game = CoalitionGame.Of(request, options, cancellationToken);
        ShapleyLimits.RequireEnumerable(game.Count, Descriptor.Id);
        var effects = PairInteractions.Of(game, InteractionIndex.FaithShap);
        double[] scores = new double[game.Count];
        double alone = 0;
        double paired = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = effects.Main[i];
            alone += Math.Abs(effects.Main[i]);
            for (int j = 0; j < scores.Length; j++)
            {
                scores[i] += effects.Pairs[i, j] / 2;
                paired += Math.Abs(effects.Pairs[i, j]) / 2;
            }
        }

        return Scores.Attribution(
            game.Features,
            scores,
            request,
            (DiagnosticNames.EfficiencyGap, scores.Sum() - (effects.Full - effects.Empty)),
            (DiagnosticNames.InputValue, effects.Full),
            (DiagnosticNames.BaselineValue, effects.Empty),
            ("pair-share", paired / (alone + paired)));
    }
}
