using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>Compares a model's labels of words with a dataset's.</summary>
/// <param name="context">The text and the model's logits.</param>
/// <param name="gold">What the dataset says.</param>
/// <param name="isOutside">Whether a label is none of an entity's.</param>
internal sealed class TokenJudge(TaskContext context, GoldTokens gold, Func<string, bool> isOutside)
{
    private readonly TokenizedText _text = context.Inputs[0].Text;

    /// <summary>The model's label of a token.</summary>
    /// <param name="position">Position of the token.</param>
    public string PredictedAt(int position) => context.Model.Labels[Outputs.ArgMax(context.Logits[0][position].Span)];

    /// <summary>The entities found beside the right ones; where the dataset names some only, whether those are among them.</summary>
    public Judgement Judge()
    {
        HashSet<Chunk> found = [.. Chunks.Of([.. gold.Words.Select(word => word.Length == 0 ? "O" : PredictedAt(word[0]))], IsNone)];
        if (!gold.IsKnown)
        {
            return new Judgement(null, Words(found), null);
        }

        HashSet<Chunk> right = [.. Chunks.Of([.. gold.Labels.Select(label => label ?? "O")], IsNone)];
        int matched = right.Count(found.Contains);
        return new Judgement(Words(right), Words(found), matched == right.Count && (found.Count == matched || !gold.IsWhole))
        {
            Matches = gold.IsWhole ? new Matches(matched, found.Count, right.Count) : null,
        };
    }

    private bool IsNone(string label) => label == "O" || isOutside(label);

    private string Words(IEnumerable<Chunk> chunks) => string.Join(
        "; ",
        chunks.Where(chunk => gold.Words[chunk.First].Length > 0).OrderBy(chunk => chunk.First)
            .Select(chunk => $"{TextOf(chunk)}: {chunk.Type}"))
        is { Length: > 0 } text ? text : "none";

    private string TextOf(Chunk chunk)
    {
        int[] positions = [.. gold.Words[chunk.First..(chunk.Last + 1)].SelectMany(word => word)];
        CharacterSpan first = _text.CharactersOf(_text.Tokens[positions[0]]);
        CharacterSpan last = _text.CharactersOf(_text.Tokens[positions[^1]]);
        return first.Segment == last.Segment ? (first.Segment == 0 ? _text.Text : _text.TextPair!)[first.Start..last.End] : "";
    }
}
