using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Finds out which tokens of a text and of its edit correspond.</summary>
public static class EditAlignment
{
    /// <summary>Aligns an edit.</summary>
    /// <param name="input">The text.</param>
    /// <param name="edited">The edited text.</param>
    /// <param name="given">Stretches that correspond; where there are none, words that stayed in order correspond to themselves.</param>
    /// <returns>What corresponds, in order of the text. A given stretch that touches no token on one side is left out.</returns>
    public static ImmutableArray<AlignedTokens> Of(TokenizedText input, TokenizedText edited, ImmutableArray<AlignedSpans> given) =>
        given.IsDefaultOrEmpty ? ByWords(input, edited) :
        [
            .. given.Select(pair => new AlignedTokens(Touched(input, pair.Original), Touched(edited, pair.Edited)))
                .Where(pair => !pair.Original.IsEmpty && !pair.Edited.IsEmpty),
        ];

    private static ImmutableArray<int> Touched(TokenizedText input, CharacterSpan span) =>
        [.. input.FeaturePositions.Where(position => input.CharactersOf(input.Tokens[position]).Touches(span))];

    // The longest common subsequence of the words (docs/units.md), the earliest one where there are several. Words of white space alone are
    // none, and the space that some tokenizers keep in front of a word is none of it.
    private static ImmutableArray<AlignedTokens> ByWords(TokenizedText input, TokenizedText edited)
    {
        (Word[] first, Word[] second) = (Words(input), Words(edited));
        int[,] common = new int[first.Length + 1, second.Length + 1];
        for (int i = first.Length - 1; i >= 0; i--)
        {
            for (int j = second.Length - 1; j >= 0; j--)
            {
                common[i, j] = first[i].IsSameAs(second[j]) ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        ImmutableArray<AlignedTokens>.Builder aligned = ImmutableArray.CreateBuilder<AlignedTokens>();
        for ((int i, int j) = (0, 0); i < first.Length && j < second.Length;)
        {
            if (first[i].IsSameAs(second[j]))
            {
                aligned.Add(new AlignedTokens(first[i++].Positions, second[j++].Positions));
            }
            else if (common[i + 1, j] >= common[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return aligned.ToImmutable();
    }

    private static Word[] Words(TokenizedText input)
    {
        TokenizedText inWords = input.InUnits(new UnitChoice(Granularity.Word));
        return [.. inWords.Units
            .Select(unit => new Word(unit.Characters.Segment, inWords.CharactersOf(unit).Trim(), unit.Positions))
            .Where(word => word.Text.Length > 0)];
    }

    private sealed record Word(int Segment, string Text, ImmutableArray<int> Positions)
    {
        public bool IsSameAs(Word other) => Segment == other.Segment && Text == other.Text;
    }
}
