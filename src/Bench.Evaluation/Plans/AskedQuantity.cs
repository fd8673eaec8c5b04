using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>What may be asked of a model's outputs.</summary>
public static class AskedQuantity
{
    /// <summary>Refuses probabilities of models that give numbers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="quantity">The number to explain.</param>
    /// <param name="where">What names it, for messages.</param>
    /// <exception cref="BenchException">The model is a regression, and a probability is asked for.</exception>
    public static void Require(ModelInfo model, Quantity quantity, string where)
    {
        if (model.Activation == OutputActivation.Identity && quantity != Quantity.Logit)
        {
            throw new BenchException(
                $"The model {model.Name} gives numbers, which have no {OptionsBinder.Key(quantity.ToString())}", where,
                "Leave the quantity out");
        }
    }
}
