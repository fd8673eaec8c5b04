using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>What a model decides about a class, for methods that search for the edge of a decision.</summary>
internal static class Prediction
{
    /// <summary>Whether the class is predicted: the largest logit, or, with several labels at once, a probability of one half or more.</summary>
    /// <param name="info">The model that produced the logits.</param>
    /// <param name="logits">Logits [C] of one row.</param>
    /// <param name="target">The class.</param>
    public static bool Holds(ModelInfo info, Tensor logits, Target target) => info.Activation == OutputActivation.Sigmoid
        ? logits.Span[target.Output] >= 0
        : Outputs.ArgMax(logits.Span) == target.Output;

    /// <summary>Refuses tasks without one predicted class per row.</summary>
    /// <param name="request">What is explained.</param>
    /// <param name="owner">Id of the explainer.</param>
    /// <exception cref="BenchException">The target is a token's or a contrast, or there are fewer than two classes.</exception>
    public static void RequireClasses(ExplanationRequest request, string owner)
    {
        if (request.Target != new Target(request.Target.Output) || request.Model.Info.Labels.Count < 2)
        {
            throw new BenchException(
                "The search keeps or flips the predicted class, and this target is no class of the whole text",
                owner,
                "Use a model that classifies texts into two classes or more");
        }
    }
}
