using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Explains once more what was explained, with something changed.</summary>
internal static class Again
{
    /// <summary>Scores of the features of the explanation's input, which are its units.</summary>
    /// <param name="context">The explanation; its explainer is known.</param>
    /// <param name="model">The model to ask.</param>
    /// <param name="target">The output to explain.</param>
    /// <param name="seed">Seed of the explainer.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">The explainer refuses.</exception>
    public static double[] FeatureScores(
        MetricContext context, IModel model, Target target, ulong seed, CancellationToken cancellationToken)
    {
        TokenizedText input = context.Explanation.Input;
        return Explain(context, model, input, target, seed, cancellationToken).PerUnit(input);
    }

    /// <summary>Scores of all tokens of another input.</summary>
    /// <param name="context">The explanation; its explainer is known.</param>
    /// <param name="model">The model to ask.</param>
    /// <param name="input">The input to explain.</param>
    /// <param name="target">The output to explain.</param>
    /// <param name="seed">Seed of the explainer.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">The explainer refuses.</exception>
    public static double[] Scores(
        MetricContext context, IModel model, TokenizedText input, Target target, ulong seed, CancellationToken cancellationToken) =>
        [.. Explain(context, model, input, target, seed, cancellationToken).Scores];

    private static Attribution Explain(
        MetricContext context, IModel model, TokenizedText input, Target target, ulong seed, CancellationToken cancellationToken) =>
        context.Explainer!.Explain(
            new ExplanationRequest
            {
                Model = model,
                Tokenizer = context.Tokenizer,
                Input = input,
                Target = target,
                Quantity = context.Explanation.Quantity,
                Seed = seed,
            },
            cancellationToken);
}
