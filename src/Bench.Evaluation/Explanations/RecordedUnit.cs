using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>A unit of an explanation.</summary>
/// <param name="Start">First character in its text, in UTF-16 units.</param>
/// <param name="End">One past the last.</param>
/// <param name="Segment">0 in the first text, 1 in the second.</param>
/// <param name="Tokens">Positions of its tokens.</param>
/// <param name="Score">Its score.</param>
public sealed record RecordedUnit(int Start, int End, int Segment, ImmutableArray<int> Tokens, double Score)
{
    /// <summary>Whether its tokens are tokens of a text, and its characters characters of it.</summary>
    /// <param name="record">The text.</param>
    internal bool FitsInto(ExplanationRecord record) => Segment is 0 or 1 && Start >= 0 && End >= Start
        && End <= ((Segment == 0 ? record.Text : record.TextPair)?.Length ?? 0)
        && !Tokens.IsDefaultOrEmpty && Tokens.All(position => position >= 0 && position < record.Tokens.Length);
}
