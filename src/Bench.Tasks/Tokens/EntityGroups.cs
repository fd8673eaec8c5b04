using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>
/// Makes entities of the labels of tokens, as TokenClassificationPipeline of transformers does: a piece continues a word when its
/// vocabulary string is longer than its part of the text, for tokenizers that mark continuations, and otherwise when no blank stands at its
/// start; a group goes on while the type stays the same and no label begins with B-.
/// </summary>
internal static class EntityGroups
{
    private const string Begin = "B-";
    private const string Inside = "I-";

    /// <summary>The entities of a text, ignored labels included.</summary>
    /// <param name="context">Text and logits.</param>
    /// <param name="aggregation">How they are made.</param>
    public static IReadOnlyList<Entity> Of(TaskContext context, Aggregation aggregation)
    {
        LabelledPiece[] pieces = Pieces(context);
        Entity[] members = aggregation is Aggregation.None or Aggregation.Simple
            ? [.. pieces.Select(piece => Make(context, piece.Probabilities, piece.Text, [piece.Position]))]
            : [.. Words(pieces).Select(word => Word(context, word, Probabilities(word, aggregation)))];
        return aggregation == Aggregation.None ? members : Group(context, members);
    }

    private static LabelledPiece[] Pieces(TaskContext context)
    {
        TokenizedText text = context.Inputs[0].Text;
        return [.. text.FeaturePositions.Select(position =>
        {
            Token token = text.Tokens[position];
            string whole = token.Segment == 0 ? text.Text : text.TextPair!;
            string slice = whole[token.Start..token.End];
            bool isUnknown = token.Id == context.Tokenizer.Special.Unknown;
            bool continues = !isUnknown && (context.Tokenizer.ContinuationPrefix is null
                ? token.Start > 0 && !whole[(token.Start - 1)..Math.Min(whole.Length, token.Start + 1)].Contains(' ')
                : Runes(token.Text) != Runes(slice));
            return new LabelledPiece(
                position,
                isUnknown ? slice : token.Text,
                continues,
                Outputs.Probabilities(context.Logits[0][position].Span, OutputActivation.Softmax));
        })];
    }

    private static int Runes(string text) => text.EnumerateRunes().Count();

    private static List<List<LabelledPiece>> Words(LabelledPiece[] pieces)
    {
        var words = new List<List<LabelledPiece>>();
        foreach (LabelledPiece piece in pieces)
        {
            if (words.Count > 0 && piece.Continues)
            {
                words[^1].Add(piece);
            }
            else
            {
                words.Add([piece]);
            }
        }

        return words;
    }

    private static double[] Probabilities(List<LabelledPiece> word, Aggregation aggregation) => aggregation switch
    {
        Aggregation.First => word[0].Probabilities,
        Aggregation.Max => word.MaxBy(piece => piece.Probabilities.Max())!.Probabilities,
        _ => [.. Enumerable.Range(0, word[0].Probabilities.Length).Select(label => word.Average(piece => piece.Probabilities[label]))],
    };

    private static Entity Word(TaskContext context, List<LabelledPiece> pieces, double[] probabilities)
    {
        int[] positions = [.. pieces.Select(piece => piece.Position)];
        return Make(context, probabilities, PieceText.Join(context, [.. pieces.Select(piece => piece.Text)], positions), positions);
    }

    private static Entity Make(TaskContext context, double[] probabilities, string word, int[] positions)
    {
        int label = Array.IndexOf(probabilities, probabilities.Max());
        return Make(context, context.Model.Labels[label], probabilities[label], word, positions);
    }

    private static List<Entity> Group(TaskContext context, Entity[] members)
    {
        var groups = new List<List<Entity>>();
        foreach (Entity member in members)
        {
            bool goesOn = groups.Count > 0 && !member.Label.StartsWith(Begin, StringComparison.Ordinal)
                && Type(member.Label) == Type(groups[^1][^1].Label);
            if (goesOn)
            {
                groups[^1].Add(member);
            }
            else
            {
                groups.Add([member]);
            }
        }

        return [.. groups.Select(group =>
        {
            int[] positions = [.. group.SelectMany(member => member.Positions)];
            string word = PieceText.Join(context, [.. group.Select(member => member.Word)], positions);
            return Make(context, AfterDash(group[0].Label), group.Average(member => member.Score), word, positions);
        })];
    }

    private static Entity Make(TaskContext context, string label, double score, string word, int[] positions)
    {
        TokenizedText text = context.Inputs[0].Text;
        Token first = text.Tokens[positions[0]];
        return new Entity(label, score, word, first.Start, text.Tokens[positions[^1]].End, first.Segment, positions);
    }

    private static string Type(string label) =>
        label.StartsWith(Begin, StringComparison.Ordinal) || label.StartsWith(Inside, StringComparison.Ordinal) ? label[2..] : label;

    // The pipeline cuts at the first dash, whatever stands before it.
    private static string AfterDash(string label) => label[(label.IndexOf('-', StringComparison.Ordinal) + 1)..];

    private sealed record LabelledPiece(int Position, string Text, bool Continues, double[] Probabilities);
}
