using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>How far to trust an explanation, see <see cref="TrustFlags"/>.</summary>
/// <param name="Flags">The flags raised.</param>
/// <param name="Gap">Completeness or efficiency gap as a share; <see langword="null"/> for methods that promise neither.</param>
/// <param name="Order">What is certain of the ranking; <see langword="null"/> where no standard errors are known.</param>
/// <param name="SpecialShare">Share of Σ |score| on special tokens.</param>
/// <param name="Truncated">Tokens cut off.</param>
/// <param name="Unknown">Tokens of the text that the vocabulary does not know.</param>
/// <param name="UnknownShare">Their share of the text's tokens.</param>
/// <param name="Confidence">Probability of the predicted class; <see langword="null"/> in regression.</param>
/// <param name="Margin">By how much the prediction is ahead of the next class; <see langword="null"/> in regression.</param>
public sealed record RecordedTrust(
    ImmutableArray<string> Flags,
    double? Gap,
    RecordedOrder? Order,
    double SpecialShare,
    int Truncated,
    int Unknown,
    double UnknownShare,
    double? Confidence,
    double? Margin)
{
    /// <summary>Records what is known of an explanation's quality.</summary>
    /// <param name="trust">The flags with their numbers.</param>
    public static RecordedTrust Of(TrustFlags trust) => new(
        trust.Raised,
        trust.Gap,
        trust.Order is { } order ? RecordedOrder.Of(order) : null,
        trust.SpecialShare,
        trust.Truncated,
        trust.Unknown,
        trust.UnknownShare,
        trust.Confidence,
        trust.Margin);
}

/// <summary>What is certain of a ranking, see <see cref="RankingCertainty"/>.</summary>
/// <param name="Pairs">Pairs of neighbours.</param>
/// <param name="Certain">How many of them are told apart.</param>
/// <param name="CertainAboveNext">Positions of the features that are certainly above the next one, largest score first.</param>
/// <param name="FirstCertain">Whether the largest score is certainly the largest.</param>
public sealed record RecordedOrder(int Pairs, int Certain, ImmutableArray<int> CertainAboveNext, bool FirstCertain)
{
    /// <summary>Records what is certain.</summary>
    /// <param name="order">What is certain.</param>
    public static RecordedOrder Of(RankingCertainty order) =>
        new(order.Pairs, order.CertainAboveNext.Length, order.CertainAboveNext, order.IsFirstCertain);
}
