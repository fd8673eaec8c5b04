using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>What the class names of transformers say about a model's head, and the heads that every encoder shares.</summary>
internal static class TaskHeads
{
    private const string CausalModel = "ForCausalLM";
    private const string CausalModelOfGpt2 = "LMHeadModel";
    private const string MaskedModel = "ForMaskedLM";
    private const string ImageModel = "ForImageClassification";
    private const string TaughtModel = "WithTeacher";

    private static readonly ImmutableArray<(string Suffix, HeadKind Kind)> _suffixes =
    [
        ("ForSequenceClassification", HeadKind.Sequence),
        ("ForTokenClassification", HeadKind.Token),
        ("ForQuestionAnswering", HeadKind.Span),
        (CausalModel, HeadKind.Sequence),
        (CausalModelOfGpt2, HeadKind.Sequence),
        (MaskedModel, HeadKind.Token),
        (ImageModel, HeadKind.Sequence),
        (ImageModel + TaughtModel, HeadKind.Sequence),
    ];

    /// <summary>The outputs of a head that finds answers, in the order of its columns.</summary>
    public static ImmutableArray<string> SpanLabels { get; } = ["start", "end"];

    /// <summary>The class names of some encoders, all with every head.</summary>
    /// <param name="encoders">What stands before <c>For…</c>, for example <c>Bert</c>.</param>
    public static IReadOnlyList<string> Names(params ReadOnlySpan<string> encoders) =>
        [.. encoders.ToArray().SelectMany(encoder => _suffixes.Take(3).Select(suffix => encoder + suffix.Suffix))];

    /// <summary>The class names of some encoders, which also predict masked tokens.</summary>
    /// <param name="encoders">What stands before <c>For…</c>, for example <c>Bert</c>.</param>
    public static IReadOnlyList<string> MaskedNames(params ReadOnlySpan<string> encoders) =>
        [.. Names(encoders), .. encoders.ToArray().Select(encoder => encoder + MaskedModel)];

    /// <summary>The class names of some decoders, which also predict tokens.</summary>
    /// <param name="decoders">What stands before <c>For…</c>, for example <c>Llama</c>.</param>
    public static IReadOnlyList<string> CausalNames(params ReadOnlySpan<string> decoders) =>
        [.. Names(decoders), .. decoders.ToArray().Select(decoder => decoder + (decoder == "GPT2" ? CausalModelOfGpt2 : CausalModel))];

    /// <summary>The class name of a model of pictures.</summary>
    /// <param name="encoder">What stands before <c>For…</c>, for example <c>ViT</c>.</param>
    /// <param name="isTaught">Whether it has a second head, which learned from a teacher.</param>
    public static string ImageName(string encoder, bool isTaught = false) => encoder + ImageModel + (isTaught ? TaughtModel : "");

    /// <summary>Whether a class predicts tokens.</summary>
    public static bool PredictsTokens(string name) =>
        ((string[])[CausalModel, CausalModelOfGpt2, MaskedModel]).Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal));

    /// <summary>What stands before the head in a class name.</summary>
    public static string EncoderOf(string name) =>
        name[..^_suffixes.First(suffix => name.EndsWith(suffix.Suffix, StringComparison.Ordinal)).Suffix.Length];

    /// <summary>The head of a class.</summary>
    /// <param name="name">The class name, one of <see cref="Names"/>.</param>
    public static HeadKind Of(string name) => _suffixes.First(suffix => name.EndsWith(suffix.Suffix, StringComparison.Ordinal)).Kind;

    /// <summary>
    /// Reads a head. Those for tokens and spans are one linear map of every position's last hidden state, without pooler; only the one for
    /// the whole text differs from encoder to encoder.
    /// </summary>
    /// <param name="config">The model's configuration.</param>
    /// <param name="weights">The weight files.</param>
    /// <param name="sequence">Reads the head for the whole text.</param>
    /// <param name="token">Name of the map for every token.</param>
    public static ClassificationHead Read(
        EncoderConfig config, WeightReader weights, Func<ClassificationHead> sequence, string token = "classifier") =>
            Own(config, weights) ?? config.Head switch
            {
                HeadKind.Sequence => sequence(),
                HeadKind.Token => Linear(weights.Classifier(token, config)),
                _ => Linear(weights.Classifier("qa_outputs", config)),
            };

    /// <summary>The head that users gave, or <see langword="null"/>.</summary>
    public static ClassificationHead? Own(EncoderConfig config, WeightReader weights) =>
        config.UserHead is { } own ? Linear(weights.Classifier(own, config, weights.Has($"{own}.bias"))) : null;

    /// <summary>
    /// Reads the head of a causal model: outputs for labels without bias, or for tokens, whose map is the word embeddings where they are
    /// tied.
    /// </summary>
    /// <param name="config">The model's configuration.</param>
    /// <param name="weights">The weight files.</param>
    /// <param name="words">The word embeddings.</param>
    /// <param name="tied">Whether the map to the tokens is the word embeddings.</param>
    public static ClassificationHead ReadCausal(EncoderConfig config, WeightReader weights, Tensor words, bool tied) => Linear(
        !config.PredictsTokens ? weights.Classifier("score", config, biased: false)
        : tied ? new Linear(words, WeightReader.Zeros(config.VocabularySize))
        : weights.Classifier("lm_head", config, biased: false));

    /// <summary>A head that is one linear map.</summary>
    public static ClassificationHead Linear(Linear output) => new(null, HiddenActivation.Relu, output);
}
