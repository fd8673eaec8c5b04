namespace Bench.Evaluation;

/// <summary>Whether what a line of <c>explanations.jsonl</c> says fits together.</summary>
internal static class ExplanationCheck
{
    /// <summary>What does not fit; <see langword="null"/> where all does.</summary>
    /// <param name="record">The line.</param>
    public static string? Problem(ExplanationRecord record)
    {
        if (record.Text is null || record.Target?.Label is null || record.Probabilities.IsDefaultOrEmpty
            || record.Tokens.IsDefault || record.Explanations.IsDefault)
        {
            return "'text', 'target', 'probabilities', 'tokens' or 'explanations' is missing";
        }

        int tokens = record.Tokens.Length;
        if (record.Explanations.FirstOrDefault(one => one.Scores.IsDefault || one.Scores.Length != tokens) is { } wrong)
        {
            return $"'{wrong.Name}' has {(wrong.Scores.IsDefault ? 0 : wrong.Scores.Length)} scores for {tokens} tokens";
        }

        if (record.Explanations.FirstOrDefault(one => one.Trust is { Flags.IsDefault: true }) is { } flagless)
        {
            return $"'trust' of '{flagless.Name}' has no 'flags'";
        }

        if (record.Explanations.SelectMany(one => one.Units ?? []).Any(unit => unit?.FitsInto(record) != true))
        {
            return "a unit lies outside the text";
        }

        int[] lengths = [record.Text.Length, record.TextPair?.Length ?? 0];
        return record.Tokens.Any(token =>
            token.Segment is < 0 or > 1 || token.Start < 0 || token.End < token.Start || token.End > lengths[token.Segment])
            || (record.Rationales ?? []).SelectMany(rationale => rationale).Any(span =>
                span.Length != 3 || span[2] is < 0 or > 1 || span[0] < 0 || span[1] < span[0] || span[1] > lengths[span[2]])
            ? "a token or a rationale lies outside the text"
            : null;
    }
}
