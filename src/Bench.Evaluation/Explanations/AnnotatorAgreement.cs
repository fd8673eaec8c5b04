using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>
/// How far those who marked a text agree on its tokens, mean over all pairs of them: what an explanation could reach at most, were it as
/// good as one more annotator (DeYoung et al. 2020, section 3; Atanasova et al. 2020, section 4.2).
/// </summary>
/// <param name="Annotators">Annotators who marked at least one token.</param>
/// <param name="F1">Mean F1 of two annotators' tokens.</param>
/// <param name="Iou">Mean share of the tokens marked by either that both marked.</param>
public sealed record AnnotatorAgreement(int Annotators, double F1, double Iou)
{
    /// <summary>The agreement on one text; <see langword="null"/> where fewer than two marked any token.</summary>
    /// <param name="record">The text with its rationales.</param>
    internal static AnnotatorAgreement? Of(ExplanationRecord record)
    {
        HashSet<int>[] marked =
            [.. (record.Rationales ?? []).Select(spans => Tokens(record.Tokens, spans)).Where(tokens => tokens.Count > 0)];
        (double F1, double Iou)[] pairs = [.. marked.SelectMany((first, i) => marked.Skip(i + 1).Select(second => Of(first, second)))];
        return pairs.Length == 0
            ? null
            : new AnnotatorAgreement(marked.Length, pairs.Average(pair => pair.F1), pairs.Average(pair => pair.Iou));
    }

    private static (double F1, double Iou) Of(HashSet<int> first, HashSet<int> second)
    {
        double both = first.Count(second.Contains);
        return (2 * both / (first.Count + second.Count), both / (first.Count + second.Count - both));
    }

    private static HashSet<int> Tokens(ImmutableArray<RecordedToken> tokens, ImmutableArray<ImmutableArray<int>> spans) =>
        [.. tokens.Index().Where(entry => !entry.Item.Special && spans.Any(span =>
            span[2] == entry.Item.Segment && span[0] < entry.Item.End && entry.Item.Start < span[1])).Select(entry => entry.Index)];
}
