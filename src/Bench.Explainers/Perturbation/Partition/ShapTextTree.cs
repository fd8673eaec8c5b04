using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// The tree that SHAP's Text masker (0.44) builds over all positions, special tokens included: neighbours are merged greedily by a
/// score that joins pieces of words first and reaches across commas, conjunctions and sentence ends last. Its rules, odd ones
/// included, are part of what Partition SHAP means to its users.
/// </summary>
internal static class ShapTextTree
{
    private const string Separator = "[SEP]";
    private static readonly string[] _connectors = ["but", "and", "or"];
    private static readonly string[] _enders = [".", "?", "!"];

    /// <summary>Builds the tree.</summary>
    /// <param name="input">The tokenized text; every position is a leaf.</param>
    public static PartitionTree Build(TokenizedText input)
    {
        TextPart[] pieces = Pieces(input);
        var groups = new List<Group>(pieces.Select((piece, i) => new Group(i, [piece])));
        var merges = new List<(int, int)>();
        while (groups.Count > 1)
        {
            int best = 0;
            double bestScore = double.NegativeInfinity;
            for (int i = 0; i + 1 < groups.Count; i++)
            {
                double score = MergeScore(groups[i].Pieces, groups[i + 1].Pieces);
                if (score > bestScore)
                {
                    (best, bestScore) = (i, score);
                }
            }

            Group left = groups[best];
            Group right = groups[best + 1];
            if (left.Pieces[0].Text == "(" && right.Pieces[^1].Text == ")")
            {
                left.Pieces[0].Balanced = right.Pieces[^1].Balanced = true;
            }

            merges.Add((left.Node, right.Node));
            groups[best] = new Group(pieces.Length + merges.Count - 1, [.. left.Pieces, .. right.Pieces]);
            groups.RemoveAt(best + 1);
        }

        return new PartitionTree(pieces.Length, merges);
    }

    /// <summary>
    /// SHAP's view of the tokens: the outer special tokens are empty, inner ones separators; a token that starts with a letter right
    /// after a word character continues the word.
    /// </summary>
    private static TextPart[] Pieces(TokenizedText input)
    {
        var pieces = new TextPart[input.Tokens.Length];
        for (int i = 0; i < pieces.Length; i++)
        {
            Token token = input.Tokens[i];
            if (token.IsSpecial)
            {
                pieces[i] = new TextPart(i == 0 || i == pieces.Length - 1 ? "" : Separator);
                continue;
            }

            string text = Source(input, token);
            bool touches = i > 0 && !input.Tokens[i - 1].IsSpecial && input.Tokens[i - 1].Segment == token.Segment
                && input.Tokens[i - 1].End >= token.Start && EndsInWordCharacter(Source(input, input.Tokens[i - 1]));
            bool continues = touches && text.Length > 0 && text[0] is >= 'A' and <= 'z';
            pieces[i] = new TextPart((continues ? "##" : "") + text.Trim());
        }

        return pieces;
    }

    private static string Source(TokenizedText input, Token token) =>
        (token.Segment == 1 ? input.TextPair! : input.Text)[token.Start..token.End];

    private static bool EndsInWordCharacter(string text) => text.Length > 0 && (char.IsLetterOrDigit(text[^1]) || text[^1] == '_');

    private static double MergeScore(List<TextPart> left, List<TextPart> right)
    {
        string leftEnd = left[^1].Text;
        string rightStart = right[0].Text;
        if (leftEnd == Separator && rightStart == Separator)
        {
            return double.MinValue;
        }

        double score = -(left.Count + right.Count);
        score += rightStart.StartsWith("##", StringComparison.Ordinal) ? 20 : 0;

        // Contractions: ' with t or s behind it.
        bool contraction = right.Count == 1 || (right.Count == 2 && right[1].Text is "t" or "s");
        score += rightStart == "'" && contraction ? 15 : 0;
        score += leftEnd == "'" && rightStart is "t" or "s" ? 15 : 0;

        score -= IsControl(left[0].Text) != IsControl(right[^1].Text) ? 1000 : 0;
        score -= rightStart == "(" && !right[0].Balanced ? 100 : 0;
        score -= leftEnd == ")" && !left[^1].Balanced ? 100 : 0;
        score -= left[0].Text == "(" ? 2 : 0;
        score -= _connectors.Contains(leftEnd) || _connectors.Contains(rightStart) ? 2 : 0;
        score -= leftEnd == "," ? 10 : 0;
        score -= rightStart == "," ? (right.Count > 1 ? 10 : 1) : 0;
        score -= _enders.Contains(leftEnd) ? 20 : 0;
        score -= _enders.Contains(rightStart) ? (right.Count > 1 ? 20 : 1) : 0;
        return score;
    }

    private static bool IsControl(string text) => text.StartsWith('[') && text.EndsWith(']');

    private sealed class TextPart(string text)
    {
        public string Text { get; } = text;

        public bool Balanced { get; set; } = text is not ("(" or ")");
    }

    private sealed record Group(int Node, List<TextPart> Pieces);
}
