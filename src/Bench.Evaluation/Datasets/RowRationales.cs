using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// What people marked in a row in JSON: <c>rationale</c>, or <c>rationales</c> of several annotators. Spans lie in the text, or in the
/// context of a question, unless they name the text as <c>[start, end, segment]</c>; <c>question_rationale</c> adds spans of the question.
/// </summary>
internal static class RowRationales
{
    private const string OfQuestion = "question_rationale";

    /// <summary>Reads them.</summary>
    /// <param name="line">The row.</param>
    /// <param name="spans">Checks spans.</param>
    /// <exception cref="BenchException">One has another form, or a span is wrong.</exception>
    public static ImmutableArray<Rationale> Read(JsonLine line, Spans spans)
    {
        JsonElement one = line.Given("rationale");
        JsonElement several = line.Given("rationales");
        ImmutableArray<Rationale> read = (one.ValueKind, several.ValueKind) switch
        {
            (JsonValueKind.Undefined, JsonValueKind.Undefined) => [],
            (_, JsonValueKind.Undefined) => [RationaleJson.Read(one, spans, line.Where)],
            (JsonValueKind.Undefined, JsonValueKind.Array) =>
                [.. several.EnumerateArray().Select(rationale => RationaleJson.Read(rationale, spans, line.Where))],
            (JsonValueKind.Undefined, _) => throw new BenchException(
                $"'rationales' is {several.ValueKind}, expected a list of rationales", line.Where, "Use 'rationale' for one annotator"),
            _ => throw new BenchException("There is a 'rationale' and there are 'rationales'", line.Where, "Keep one of them"),
        };
        if (!line.IsList(OfQuestion))
        {
            return read;
        }

        Rationale question = RationaleJson.Read(line.Given(OfQuestion), spans.In(0), line.Where);
        return read.Length > 1
            ? throw new BenchException($"There is a '{OfQuestion}' beside 'rationales'", line.Where,
                "Write the question's spans into each of them, as [start, end, 0]")
            : [Spans.Merge([.. read.SelectMany(rationale => rationale.Spans), .. question.Spans])];
    }
}
