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
        int[] words = Words(input);
        int[] groups = new int[input.Tokens.Length];
        for (int i = 0; i < groups.Length; i++)
        {
            Token token = input.Tokens[i];
            groups[i] = level switch
            {
                AggregateLevel.Words => words[i],
                AggregateLevel.Segments => token.Segment,
                _ => clause,
            };

            // A mark belongs to the clause that it ends; one inside a word (3,000) ends none.
            bool endsWord = words[i] < 0 || i + 1 == groups.Length || words[i + 1] != words[i];
            clause += token.IsSpecial || (endsWord && EndsClause(token.Text)) ? 1 : 0;
        }

        return groups;
    }

    // The words of docs/units.md; −1 for tokens of none. The patches of a picture are its words.
    private static int[] Words(TokenizedText input)
    {
        if (input.Picture is not null)
        {
            return [.. input.Tokens.Select(token => token.Word)];
        }

        int[] words = new int[input.Tokens.Length];
        Array.Fill(words, -1);
        foreach ((int word, Unit unit) in input.InUnits(new UnitChoice(Granularity.Word)).Units.Index())
        {
            foreach (int position in unit.Positions)
            {
                words[position] = word;
            }
        }

        return words;
    }

    private static bool EndsClause(string piece) => piece is "," or "." or ";" or ":" or "!" or "?" or "…" or "–" or "—" or "(" or ")";
}
