using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>
/// What a dataset says of a text's words: their labels, or entities, of which the first word begins and the others are inside. Words are
/// those of the dataset where it labels them one by one, otherwise the tokenizer's; a word is asked by its first token, as models are
/// trained.
/// </summary>
internal sealed class GoldTokens
{
    private const string Outside = "O";

    private readonly Instance _instance;
    private readonly ModelInfo _model;
    private readonly TokenizedText _text;
    private readonly string?[] _labels;

    /// <summary>Finds what is said.</summary>
    /// <param name="model">The model, whose labels are meant.</param>
    /// <param name="text">The text.</param>
    /// <param name="instance">The row.</param>
    /// <exception cref="BenchException">The model has no such label, or the text has no token for an entity.</exception>
    public GoldTokens(ModelInfo model, TokenizedText text, Instance instance)
    {
        (_model, _text, _instance) = (model, text, instance);
        Words = instance.Gold.Words is { } labelled
            ? [.. labelled.Select(word => Touching(word.Span))]
            : [.. text.FeaturePositions.GroupBy(position => text.Tokens[position].Word).Select(word => word.ToArray())];
        _labels = instance.Gold.Words is { } given
            ? [.. given.Select(word => model.Labels[ModelLabels.Find(model, word.Label, instance.Source)])]
            : OfEntities();
    }

    /// <summary>Whether the dataset says anything of the row.</summary>
    public bool IsKnown => _instance.Gold.Words is not null || _instance.Gold.Entities is not null;

    /// <summary>Whether it says everything, so that what it does not name is no entity.</summary>
    public bool IsWhole => _instance.Gold.Words is not null || _instance.Gold.AreAllEntities;

    /// <summary>Positions of the tokens of every word; none where a word has no token, as behind the end of a text that was cut.</summary>
    public int[][] Words { get; }

    /// <summary>The label of every word; <see langword="null"/> where nothing is said.</summary>
    public IReadOnlyList<string?> Labels => _labels;

    /// <summary>The label of a token: its word's, which is inside where the token does not begin it.</summary>
    /// <param name="position">Position of the token.</param>
    public string? LabelAt(int position)
    {
        int word = Array.FindIndex(Words, tokens => tokens.Contains(position));
        return word < 0 ? IsWhole ? Outside : null
            : _labels[word] is { } label && Words[word][0] != position && label.StartsWith("B-", StringComparison.Ordinal)
                ? Known($"I-{label[2..]}") ?? label
            : _labels[word];
    }

    // The first word of an entity has the label of its beginning, the others that of its inside, as far as the model has them.
    private string?[] OfEntities()
    {
        string?[] labels = new string?[Words.Length];
        Array.Fill(labels, IsWhole ? Outside : null);
        foreach (LabelledSpan entity in _instance.Gold.Entities ?? [])
        {
            string type = Chunks.TypeOf(entity.Label);
            string first = Known(entity.Label) ?? Known($"B-{type}") ?? Known($"I-{type}")
                ?? _model.Labels[ModelLabels.Find(_model, entity.Label, _instance.Source)];
            string inside = Known($"I-{type}") ?? first;
            int[] touched =
                [.. Enumerable.Range(0, Words.Length).Where(word => Words[word].Any(position => Touches(entity.Span, position)))];
            if (touched.Length == 0 && _text.Truncated == 0)
            {
                throw new BenchException(
                    $"The entity at {entity.Span.Start} has no token", _instance.Source,
                    "Mark a part of the text that holds letters the tokenizer keeps");
            }

            foreach ((int i, int word) in touched.Index())
            {
                labels[word] = i == 0 ? first : inside;
            }
        }

        return labels;
    }

    private string? Known(string label) => _model.Labels.Contains(label) ? label : null;

    private int[] Touching(CharacterSpan span) => [.. _text.FeaturePositions.Where(position => Touches(span, position))];

    private bool Touches(CharacterSpan span, int position) => _text.CharactersOf(_text.Tokens[position]).Touches(span);
}
