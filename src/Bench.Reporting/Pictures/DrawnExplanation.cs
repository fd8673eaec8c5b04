using System.Collections.Immutable;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>An explanation as the drawings take it.</summary>
/// <param name="Record">The text, in tokens or in units.</param>
/// <param name="Explanation">Its scores.</param>
internal sealed record DrawnExplanation(ExplanationRecord Record, RecordedExplanation Explanation)
{
    /// <summary>
    /// The same text in tokens, so that each part shown knows which it is made of; <see langword="null"/> where nothing asks for them.
    /// </summary>
    public ExplanationRecord? Tokens { get; init; }

    /// <summary>The largest magnitude of its scores.</summary>
    public double Largest => Explanation.Scores.IsEmpty ? 0 : Explanation.Scores.Max(Math.Abs);

    /// <summary>Plain data for the script; <c>words.js</c> says what stands in it.</summary>
    public object Data
    {
        get
        {
            ImmutableArray<ShownToken> tokens = ShownToken.Of(Record);
            var ends = Additive.Of(Explanation);
            return new
            {
                Explanation.Name,
                Target = Record.Target.Title,
                Signed = Explanation.Signed ?? true,
                Tokens = tokens.Select(token => new
                {
                    token.Gap,
                    token.Text,
                    Chip = token.IsChip,
                    token.Segment,
                    Why = token.IsRationale,
                    At = Positions(Record.Tokens[token.Index]),
                }),
                Scores = tokens.Select(token => Explanation.Scores[token.Index]),
                Rest = (string[])[ShownToken.Rest(Record, 0), ShownToken.Rest(Record, 1)],
                Parts = SegmentNames.Of(Record),
                ends?.Base,
                ends?.Output,
            };
        }
    }

    private string? Positions(RecordedToken shown) => Tokens is null ? null : shown.Special ? "" : string.Join(
        ' ',
        Tokens.Tokens.Index()
            .Where(other =>
                !other.Item.Special && other.Item.Segment == shown.Segment && shown.Start <= other.Item.Start
                    && other.Item.End <= shown.End)
            .Select(other => other.Index));
}
