using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>A unit of an explanation.</summary>
/// <param name="Text">Its characters; <see langword="null"/> where nobody asks for them.</param>
/// <param name="Start">First character in its text, in UTF-16 units.</param>
/// <param name="End">One past the last.</param>
/// <param name="Segment">0 in the first text, 1 in the second.</param>
/// <param name="Tokens">Positions of its tokens.</param>
/// <param name="Score">Its score.</param>
public sealed record RecordedUnit(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    int Start,
    int End,
    int Segment,
    ImmutableArray<int> Tokens,
    double Score)
{
    /// <summary>Records the units of an explanation; <see langword="null"/> where every token is one.</summary>
    /// <param name="explanation">The explanation.</param>
    public static ImmutableArray<RecordedUnit>? Of(Explanation explanation)
    {
        TokenizedText input = explanation.Input;
        if (input.Choice.Granularity == Granularity.Token)
        {
            return null;
        }

        double[] scores = explanation.FeatureScores();
        return [.. input.Units.Select((unit, i) => new RecordedUnit(
            input.CharactersOf(unit), unit.Characters.Start, unit.Characters.End, unit.Characters.Segment, [.. unit.Positions],
            scores[i]))];
    }

    /// <summary>Whether its tokens are tokens of a text, and its characters characters of it.</summary>
    /// <param name="record">The text.</param>
    internal bool FitsInto(ExplanationRecord record) => Segment is 0 or 1 && Start >= 0 && End >= Start
        && End <= ((Segment == 0 ? record.Text : record.TextPair)?.Length ?? 0)
        && !Tokens.IsDefaultOrEmpty && Tokens.All(position => position >= 0 && position < record.Tokens.Length);
}
