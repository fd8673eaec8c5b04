using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Tells which tokens belong together.</summary>
internal static class TokenGroups
{
    /// <summary>A group number for every token; those of special tokens mean nothing.</summary>
    /// <param name="input">The tokenized text.</param>
    /// <param name="level">Words, clauses or segments.</param>
    public static int[] Of(TokenizedText input, AggregateLevel level)
    {
        int clause = 0;
        int[] groups = new int[input.Tokens.Length];
        for (int i = 0; i < groups.Length; i++)
        {
            Token token = input.Tokens[i];
            groups[i] = level switch
            {
                AggregateLevel.Words => token.Word,
                AggregateLevel.Segments => token.Segment,
                _ => clause,
            };

            // A mark belongs to the clause that it ends.
            clause += token.IsSpecial || EndsClause(token.Text) ? 1 : 0;
        }

        return groups;
    }

    private static bool EndsClause(string piece) => piece is "," or "." or ";" or ":" or "!" or "?" or "…" or "–" or "—" or "(" or ")";
}
