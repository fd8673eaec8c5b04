using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Labelled parts of a text in JSON: <c>entity</c>, one span whose label is the row's, or <c>entities</c>, all of them as
/// <c>[start, end, label]</c> or <c>{"start": …, "end": …, "label": …}</c>.
/// </summary>
internal static class EntityJson
{
    private const string One = "entity";
    private const string All = "entities";

    /// <summary>What a row says is right of entities, added to what else it says.</summary>
    /// <param name="gold">What else it says.</param>
    /// <param name="line">The row.</param>
    /// <param name="spans">Checks spans.</param>
    /// <exception cref="BenchException">An entity has another form, lies outside the text or has no label.</exception>
    public static Gold Add(Gold gold, JsonLine line, Spans spans)
    {
        if (line.Given(One) is { ValueKind: JsonValueKind.Array or JsonValueKind.Object } one)
        {
            string label = line.Text("label")
                ?? throw new BenchException(
                    $"There is an '{One}', but no 'label'", line.Where, "Add the label of its first token, such as B-PER");
            return gold with { Entities = [new LabelledSpan(Span(one, spans, line.Where), label)] };
        }

        return line.Given(All) is { ValueKind: JsonValueKind.Array } all
            ? gold with
            {
                Entities = Apart([.. all.EnumerateArray().Select(entity => Labelled(entity, spans, line.Where))], line.Where),
                AreAllEntities = true,
            }
            : gold;
    }

    // A word has one label: of entities within others the last one named would decide.
    private static ImmutableArray<LabelledSpan> Apart(ImmutableArray<LabelledSpan> entities, string where)
    {
        CharacterSpan[] inOrder = [.. entities.Select(entity => entity.Span).OrderBy(span => span.Segment).ThenBy(span => span.Start)];
        int overlapping = Enumerable.Range(1, Math.Max(0, inOrder.Length - 1))
            .FirstOrDefault(i => inOrder[i].Segment == inOrder[i - 1].Segment && inOrder[i].Start < inOrder[i - 1].End);
        return overlapping == 0
            ? entities
            : throw new BenchException(
                $"The entities at {inOrder[overlapping - 1].Start}-{inOrder[overlapping - 1].End} and "
                    + $"{inOrder[overlapping].Start}-{inOrder[overlapping].End} overlap",
                where, "Keep one of them: a model of token labels gives every word one label");
    }

    private static LabelledSpan Labelled(JsonElement entity, Spans spans, string where)
    {
        JsonElement label = entity.ValueKind switch
        {
            JsonValueKind.Array when entity.GetArrayLength() == 3 => entity[2],
            JsonValueKind.Object when entity.TryGetProperty("label", out JsonElement named) => named,
            _ => default,
        };
        return label.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(label.GetString())
            ? new LabelledSpan(Span(entity, spans, where), label.GetString()!)
            : throw Unexpected(entity, where);
    }

    private static CharacterSpan Span(JsonElement entity, Spans spans, string where) => entity.ValueKind == JsonValueKind.Array
        ? entity.GetArrayLength() is 2 or 3
            ? spans.Check(Number(entity[0], where), Number(entity[1], where))
            : throw Unexpected(entity, where)
        : entity.TryGetProperty("start", out JsonElement start) && entity.TryGetProperty("end", out JsonElement end)
            ? spans.Check(Number(start, where), Number(end, where))
            : throw Unexpected(entity, where);

    private static int Number(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : throw Unexpected(value, where);

    private static BenchException Unexpected(JsonElement value, string where) => new(
        $"Found {JsonLine.Shortened(value)} where an entity is expected",
        where,
        "Write \"entity\": [start, end] with a label, or \"entities\": [[start, end, \"PER\"], …]");
}
