using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Refuses answers of a model that nothing can be explained by.</summary>
public static class ModelAnswer
{
    /// <summary>Refuses logits that are no numbers.</summary>
    /// <param name="logits">What the model answers.</param>
    /// <param name="model">The model.</param>
    /// <param name="where">The text asked, for messages.</param>
    /// <returns>The logits.</returns>
    /// <exception cref="BenchException">One is NaN or infinite.</exception>
    public static Tensor RequireFinite(Tensor logits, ModelInfo model, string where)
    {
        foreach (float logit in logits.Span)
        {
            if (!float.IsFinite(logit))
            {
                throw new BenchException(
                    $"The model {model.Name} answers with {logit}, expected finite numbers",
                    where,
                    "Its weights hold NaN or infinite values, or overflow in its precision: take them again from where the model came "
                        + "from");
            }
        }

        return logits;
    }
}
