using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>What the class names of transformers say about a model's head, and the heads that every encoder shares.</summary>
internal static class TaskHeads
{
    private static readonly ImmutableArray<(string Suffix, HeadKind Kind)> s_suffixes =
    [
        ("ForSequenceClassification", HeadKind.Sequence),
        ("ForTokenClassification", HeadKind.Token),
        ("ForQuestionAnswering", HeadKind.Span),
    ];

    /// <summary>The outputs of a head that finds answers, in the order of its columns.</summary>
    public static ImmutableArray<string> SpanLabels { get; } = ["start", "end"];

    /// <summary>The class names of some encoders, all with every head.</summary>
    /// <param name="encoders">What stands before <c>For…</c>, for example <c>Bert</c>.</param>
    public static IReadOnlyList<string> Names(params ReadOnlySpan<string> encoders) =>
        [.. encoders.ToArray().SelectMany(encoder => s_suffixes.Select(suffix => encoder + suffix.Suffix))];

    /// <summary>The head of a class.</summary>
    /// <param name="name">The class name, one of <see cref="Names"/>.</param>
    public static HeadKind Of(string name) => s_suffixes.First(suffix => name.EndsWith(suffix.Suffix, StringComparison.Ordinal)).Kind;

    /// <summary>
    /// Reads a head. Those for tokens and spans are one linear map of every position's last hidden state, without pooler; only the one for the
    /// whole text differs from encoder to encoder.
    /// </summary>
    /// <param name="config">The model's configuration.</param>
    /// <param name="weights">The weight files.</param>
    /// <param name="sequence">Reads the head for the whole text.</param>
    /// <param name="token">Name of the map for every token.</param>
    public static ClassificationHead Read(
        EncoderConfig config, WeightReader weights, Func<ClassificationHead> sequence, string token = "classifier") => config.Head switch
        {
            HeadKind.Sequence => sequence(),
            HeadKind.Token => Linear(weights.Classifier(token, config)),
            _ => Linear(weights.Classifier("qa_outputs", config)),
        };

    /// <summary>A head that is one linear map.</summary>
    public static ClassificationHead Linear(Linear output) => new(null, HiddenActivation.Relu, output);
}
