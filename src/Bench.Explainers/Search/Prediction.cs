using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>The class a model predicts, for methods that search for the edge of a prediction.</summary>
internal static class Prediction
{
    /// <summary>The index of the largest logit.</summary>
    /// <param name="logits">Logits [C] of one row.</param>
    public static int Of(Tensor logits)
    {
        int best = 0;
        for (int i = 1; i < logits.Span.Length; i++)
        {
            best = logits.Span[i] > logits.Span[best] ? i : best;
        }

        return best;
    }

    /// <summary>Refuses tasks without one predicted class per row.</summary>
    /// <param name="request">What is explained.</param>
    /// <param name="owner">Id of the explainer.</param>
    /// <exception cref="BenchException">The task answers per token, or with fewer than two classes.</exception>
    public static void RequireClasses(ExplanationRequest request, string owner)
    {
        if (request.Target.Position.HasValue || request.Model.Info.Labels.Count < 2)
        {
            throw new BenchException(
                "The search keeps or flips the predicted class, and this task has no classes for the whole text",
                owner,
                "Use a model that classifies texts into two classes or more");
        }
    }
}
