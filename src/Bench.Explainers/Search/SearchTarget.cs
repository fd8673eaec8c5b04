using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Targets of methods that search for the edge of a decision.</summary>
internal static class SearchTarget
{
    /// <summary>Why such a search is not defined for what a model answers, or <see langword="null"/> where it is.</summary>
    /// <param name="info">The model.</param>
    public static string? UndefinedFor(ModelInfo info) =>
        info.Head != HeadKind.Sequence || info.Labels.Count < 2 || !info.IsClassifier
            ? "it searches for the edge of a decision between classes of the whole text"
            : null;

    /// <summary>Refuses tasks without one predicted class per row.</summary>
    /// <param name="request">What is explained.</param>
    /// <param name="owner">Id of the explainer.</param>
    /// <exception cref="BenchException">
    /// The target is a token's or a contrast, or there are fewer than two classes, or none but numbers.
    /// </exception>
    public static void RequireClasses(ExplanationRequest request, string owner)
    {
        if (request.Target != new Target(request.Target.Output) || request.Model.Info.Labels.Count < 2
            || !request.Model.Info.IsClassifier)
        {
            throw new BenchException(
                "The search keeps or flips the predicted class, and this target is no class of the whole text",
                owner,
                "Use a model that classifies texts into two classes or more");
        }
    }
}
