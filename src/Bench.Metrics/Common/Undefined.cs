using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>For what answers metrics are not defined, worded once.</summary>
internal static class Undefined
{
    /// <summary>Metrics of decisions: a number is none.</summary>
    public static string? WithoutDecision(ModelInfo model) =>
        model.IsClassifier ? null : "a number, or a continuation, makes no decision that could flip";

    /// <summary>Metrics of edits: where outputs are those of tokens, an edit moves the token.</summary>
    public static string? WithoutTextDecision(ModelInfo model) =>
        model.Head != HeadKind.Sequence ? "an edit of the text moves the token whose output is explained" : WithoutDecision(model);

    /// <summary>Metrics of the probability of one class of the whole text.</summary>
    public static string? WithoutTextClass(ModelInfo model) =>
        model.Head != HeadKind.Sequence || model.Activation != OutputActivation.Softmax
            ? "it is about the probability of one class of the whole text"
            : null;

    /// <summary>Metrics of words in a row.</summary>
    public static string? ForPictures(ModelInfo model) =>
        model.Picture is null ? null : "it is about words in a row, and a picture has none";

    /// <summary>Metrics of the energy of logits.</summary>
    public static string? WithoutEnergy(ModelInfo model) =>
        model.Activation != OutputActivation.Softmax ? "only the logits of a choice between classes have an energy" : null;

    /// <summary>Metrics that explain another class of the same text or token.</summary>
    public static string? WithoutOtherClass(ModelInfo model) =>
        model.Head == HeadKind.Span
            ? "the start and the end of an answer have no other class"
            : model.Labels.Count < 2 ? "the model has one output only" : null;
}
