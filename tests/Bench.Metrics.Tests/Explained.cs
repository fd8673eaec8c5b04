using Bench.Abstractions;

namespace Bench.Metrics.Tests;

/// <summary>Contexts of explanations that a known explainer made, so that metrics can explain again.</summary>
internal static class Explained
{
    /// <summary>A text of <paramref name="words"/> words, explained towards class 1.</summary>
    public static MetricContext By(IExplainer explainer, IModel model, int words)
    {
        MetricContext context = Toy.Context(model, new double[words]);
        Attribution attribution = explainer.Explain(new ExplanationRequest
        {
            Model = model,
            Tokenizer = context.Tokenizer,
            Input = context.Explanation.Input,
            Target = context.Explanation.Target,
        });
        return context with { Explainer = explainer, Explanation = context.Explanation with { Attribution = attribution } };
    }
}

/// <summary>
/// Gives every token the first value of its embedding, signed by the class: the exact attribution of a linear bag of words.
/// </summary>
internal sealed class FirstEmbedding : IExplainer
{
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        Tensor embeddings = request.Model.Embed(request.Input.Row);
        double sign = request.Target.Output == 1 ? 1 : -1;
        return new Attribution([.. request.Input.Tokens.Select((_, i) => sign * embeddings[i].Span[0])]);
    }
}

/// <summary>Gives the same scores whatever is asked.</summary>
internal sealed class FixedScores(params double[] scores) : IExplainer
{
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default) => new([0, .. scores, 0]);
}
