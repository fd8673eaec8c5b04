namespace Bench.Abstractions;

/// <summary>A model so simple that the right attribution of its logits is known in closed form.</summary>
public interface IExactModel : IModel
{
    /// <summary>
    /// The Shapley values of a row's tokens for the logit of a target, where a token that is taken away counts for nothing: the one
    /// attribution that shares every joint effect equally among the tokens that make it.
    /// </summary>
    /// <param name="row">The input, without replaced embeddings.</param>
    /// <param name="target">The output.</param>
    /// <returns>One number per token; their sum is the logit less that of an empty input.</returns>
    double[] ExactAttribution(InputRow row, Target target);
}
