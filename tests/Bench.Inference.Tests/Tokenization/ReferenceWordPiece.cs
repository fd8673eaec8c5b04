namespace Bench.Inference.Tests;

/// <summary>
/// WordPiece as BERT's own tokenizer has it (Devlin et al. 2019, <c>WordpieceTokenizer</c> of <c>tokenization.py</c>): character by
/// character, with no thought of speed.
/// </summary>
internal static class ReferenceWordPiece
{
    /// <summary>The pieces of a word.</summary>
    /// <param name="vocabulary">From piece to id.</param>
    /// <param name="word">The word; Unicode, without unpaired surrogates.</param>
    /// <param name="unknown">Id of the unknown token.</param>
    /// <param name="prefix">What marks a continuing piece.</param>
    /// <param name="maxLength">Longer words are unknown; in characters.</param>
    public static List<Piece> Split(IReadOnlyDictionary<string, int> vocabulary, string word, int unknown, string prefix, int maxLength)
    {
        string[] characters = [.. word.EnumerateRunes().Select(rune => rune.ToString())];
        var pieces = new List<Piece>();
        int start = 0;
        while (start < characters.Length && characters.Length <= maxLength)
        {
            int end = characters.Length;
            while (end > start && !vocabulary.ContainsKey(Candidate(start, end)))
            {
                end--;
            }

            if (end == start)
            {
                return [new Piece(unknown, 0, word.Length)];
            }

            pieces.Add(new Piece(vocabulary[Candidate(start, end)], Units(start), Units(end)));
            start = end;
        }

        return pieces.Count > 0 ? pieces : [new Piece(unknown, 0, word.Length)];

        string Candidate(int from, int to) => (from > 0 ? prefix : "") + string.Concat(characters[from..to]);

        int Units(int count) => characters.Take(count).Sum(character => character.Length);
    }
}
