using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Explains once more what was explained, with something changed.</summary>
internal static class Again
{
    /// <summary>Scores of the features of the explanation's input.</summary>
    /// <param name="context">The explanation; its explainer is known.</param>
    /// <param name="model">The model to ask.</param>
    /// <param name="target">The output to explain.</param>
    /// <param name="seed">Seed of the explainer.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">The explainer refuses.</exception>
    public static double[] FeatureScores(MetricContext context, IModel model, Target target, ulong seed, CancellationToken cancellationToken)
    {
        Explanation explanation = context.Explanation;
        Attribution attribution = context.Explainer!.Explain(
            new ExplanationRequest
            {
                Model = model,
                Tokenizer = context.Tokenizer,
                Input = explanation.Input,
                Target = target,
                Quantity = explanation.Quantity,
                Seed = seed,
            },
            cancellationToken);
        return (explanation with { Attribution = attribution }).FeatureScores();
    }
}
