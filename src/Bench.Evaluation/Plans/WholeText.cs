using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Studies compare explanations of one answer to a whole text.</summary>
public static class WholeText
{
    /// <summary>Refuses models that answer for every token.</summary>
    /// <param name="model">The model.</param>
    /// <param name="where">What names it, for messages.</param>
    /// <exception cref="BenchException">The model labels tokens or finds answers.</exception>
    public static void Require(ModelInfo model, string where)
    {
        if (model.Head != HeadKind.Sequence)
        {
            throw new BenchException(
                $"{model.Architecture} answers for every token, and studies are of answers to whole texts",
                where,
                "Use run, explain and evaluate with this model; they take targets such as B-PER@5 and answer");
        }
    }
}
