using System.Collections.Immutable;

namespace Bench.Inference;

/// <summary>A place in a row: a special token, or all tokens of one text.</summary>
/// <param name="SpecialId">The special token's id, or <see langword="null"/> for a text.</param>
/// <param name="Segment">The text: 0 or 1. For a special token the text before it, 0 at the start.</param>
/// <param name="TypeId">The token type that the model gets.</param>
internal readonly record struct TemplatePart(int? SpecialId, int Segment, int TypeId);

/// <summary>The last step of a tokenizer: which special tokens surround one text and two texts.</summary>
/// <param name="Single">The row of one text.</param>
/// <param name="Pair">The row of two.</param>
internal sealed record Template(ImmutableArray<TemplatePart> Single, ImmutableArray<TemplatePart> Pair)
{
    /// <summary>The texts alone, the second with type 1.</summary>
    public static Template None { get; } = new(
        [new TemplatePart(null, 0, 0)], [new TemplatePart(null, 0, 0), new TemplatePart(null, 1, 1)]);

    /// <summary>BERT's template: <c>[CLS] A [SEP]</c> and <c>[CLS] A [SEP] B [SEP]</c>, the second text with type 1.</summary>
    /// <param name="classification">Id of <c>[CLS]</c>.</param>
    /// <param name="separator">Id of <c>[SEP]</c>.</param>
    public static Template Bert(int classification, int separator)
    {
        ImmutableArray<TemplatePart> single =
        [
            new TemplatePart(classification, 0, 0),
            new TemplatePart(null, 0, 0),
            new TemplatePart(separator, 0, 0),
        ];
        return new Template(single, [.. single, new TemplatePart(null, 1, 1), new TemplatePart(separator, 1, 1)]);
    }

    /// <summary>T5's template: <c>A &lt;/s&gt;</c> and <c>A &lt;/s&gt; B &lt;/s&gt;</c>, all of type 0.</summary>
    /// <param name="end">Id of <c>&lt;/s&gt;</c>.</param>
    public static Template Ended(int end)
    {
        ImmutableArray<TemplatePart> single = [new TemplatePart(null, 0, 0), new TemplatePart(end, 0, 0)];
        return new Template(single, [.. single, new TemplatePart(null, 1, 0), new TemplatePart(end, 1, 0)]);
    }

    /// <summary>
    /// RoBERTa's template: <c>&lt;s&gt; A &lt;/s&gt;</c> and <c>&lt;s&gt; A &lt;/s&gt; &lt;/s&gt; B &lt;/s&gt;</c>, all of type 0.
    /// </summary>
    /// <param name="start">Id of <c>&lt;s&gt;</c>.</param>
    /// <param name="end">Id of <c>&lt;/s&gt;</c>.</param>
    public static Template Roberta(int start, int end)
    {
        ImmutableArray<TemplatePart> single = [new TemplatePart(start, 0, 0), new TemplatePart(null, 0, 0), new TemplatePart(end, 0, 0)];
        return new Template(single, [.. single, new TemplatePart(end, 1, 0), new TemplatePart(null, 1, 0), new TemplatePart(end, 1, 0)]);
    }
}
