using Bench.Evaluation;

namespace Bench.Library;

/// <summary>What explains and scores a single text where nothing is named.</summary>
internal static class DefaultComponents
{
    /// <summary>The explainers.</summary>
    public static IReadOnlyList<string> Explainers { get; } = [
        "gradient", "gradient-x-input", "integrated-gradients", "lime", "partition-shap"];

    /// <summary>The metrics: all that need neither many model rows nor an explainer to ask again.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
        ["aopc-comprehensiveness", "aopc-sufficiency", "tau-loo", "auprc", "token-f1", "token-iou"];

    /// <summary>The explainers for a model. Language models know no token that stands for a removed one.</summary>
    /// <param name="model">The model and its tokenizer. Of a picture, the mean colour stands for what is removed.</param>
    public static IReadOnlyList<string> ExplainersFor(LoadedModel model) =>
        model.Tokenizer.Special.Mask is not null || model.Model.Info.Picture is not null
            ? Explainers
            : ["gradient", "gradient-x-input", "integrated-gradients:baseline=zero", "lime:removal=delete",
                "partition-shap:removal=delete"];
}
