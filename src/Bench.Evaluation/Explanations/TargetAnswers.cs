using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>What a model says where a target reads, and what that is called.</summary>
public static class TargetAnswers
{
    /// <summary>
    /// What kind of output a target is: <c>class</c>, <c>next-token</c>, <c>continuation</c>, <c>token-class</c>, <c>start</c>, <c>end</c>
    /// or <c>answer</c>.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="target">One of its targets.</param>
    public static string Kind(ModelInfo model, Target target) => model.Head switch
    {
        HeadKind.Sequence => model.PredictsNextToken ? "next-token" : model.Continuations.IsEmpty ? "class" : "continuation",
        HeadKind.Token => "token-class",
        _ => target.SpanEnd is null ? model.Labels[target.Output] : "answer",
    };

    /// <summary>What a target is called.</summary>
    /// <param name="model">The model.</param>
    /// <param name="target">One of its targets.</param>
    public static string Label(ModelInfo model, Target target) => target.SpanEnd is null ? model.Labels[target.Output] : "answer";

    /// <summary>The logits of all outputs where a target reads them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="logits">Logits of the text.</param>
    /// <param name="target">The target.</param>
    public static double[] Logits(ModelInfo model, Tensor logits, Target target) => model.Head switch
    {
        HeadKind.Sequence => [.. logits.Span.ToArray().Select(logit => (double)logit)],
        HeadKind.Token => [.. logits[target.Position!.Value].Span.ToArray().Select(logit => (double)logit)],
        _ => [logits[target.Position!.Value].Span[0], logits[target.SpanEnd ?? target.Position!.Value].Span[1]],
    };

    /// <summary>
    /// The probabilities of all outputs where a target reads them: of the text, of the target's token, or of an answer's start and end at
    /// their tokens.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="logits">Logits of the text.</param>
    /// <param name="target">The target.</param>
    public static double[] Probabilities(ModelInfo model, Tensor logits, Target target) => model.Head switch
    {
        HeadKind.Sequence => Outputs.Probabilities(logits.Span, model.Activation),
        HeadKind.Token => Outputs.Probabilities(logits[target.Position!.Value].Span, model.Activation),
        _ =>
        [
            Outputs.Probabilities(Outputs.Column(logits, 0), OutputActivation.Softmax)[target.Position!.Value],
            Outputs.Probabilities(Outputs.Column(logits, 1), OutputActivation.Softmax)[target.SpanEnd ?? target.Position!.Value],
        ],
    };
}
