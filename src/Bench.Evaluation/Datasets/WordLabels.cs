using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Labels of words: <c>tags</c> or <c>ner_tags</c> beside <c>tokens</c>, as names or as indices of the model's labels.</summary>
internal static class WordLabels
{
    private static readonly string[] _fields = ["tags", "ner_tags"];

    /// <summary>The field that labels the tokens of a row; the first of its names where there is none.</summary>
    /// <param name="line">The row.</param>
    public static string FieldOf(JsonLine line) => _fields.FirstOrDefault(line.Has, _fields[0]);

    /// <summary>The labelled words of a row, or <see langword="null"/> where it labels none.</summary>
    /// <param name="line">The row.</param>
    /// <param name="texts">Its texts.</param>
    /// <exception cref="BenchException">There are not as many labels as tokens, or one is empty.</exception>
    public static ImmutableArray<LabelledSpan>? Read(JsonLine line, RowTexts texts)
    {
        string field = FieldOf(line);
        return texts.Words is not null ? Of(texts.Words, line.Texts(field), field, line.Where)
            : line.Has(field) && line.IsList(field)
                ? throw new BenchException($"There are '{field}' without 'tokens'", line.Where, "Add the words they label as 'tokens'")
            : null;
    }

    /// <summary>Puts labels to words.</summary>
    /// <param name="words">The words.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="name">What the file calls the labels.</param>
    /// <param name="where">The place, for messages.</param>
    /// <exception cref="BenchException">There are not as many labels as words, or one is empty.</exception>
    public static ImmutableArray<LabelledSpan> Of(IReadOnlyList<CharacterSpan> words, string[] labels, string name, string where) =>
        labels.Length != words.Count
            ? throw new BenchException($"There are {labels.Length} {name} for {words.Count} tokens", where,
                "Give one label for each token, O for those that are no entity")
        : labels.Any(string.IsNullOrWhiteSpace)
            ? throw new BenchException($"A label among the {name} is empty", where, "Write O for words that are no entity")
        : [.. words.Zip(labels, (word, label) => new LabelledSpan(word, label))];
}
