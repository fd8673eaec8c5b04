using System.Collections.Immutable;
using System.Globalization;
using Bench.Evaluation;

namespace Bench.Library;

/// <summary>Says in one line how far to trust an explanation; what raises a flag comes first.</summary>
internal static class TrustPrinter
{
    /// <summary>What is known of the method's answer, for example <c>! gap 12.0 %; 3 of 8 ranks certain</c>.</summary>
    public static string Explanation(TrustFlags trust)
    {
        var facts = new List<(string Flag, string Words)>();
        if (trust.Gap is { } gap)
        {
            facts.Add((TrustFlags.GapFlag, $"gap {Percent(gap)} of f(input) − f(baseline)"));
        }

        if (trust.Order is { Pairs: > 0 } order)
        {
            facts.Add((TrustFlags.OrderFlag, string.Create(
                CultureInfo.InvariantCulture,
                $"{order.CertainAboveNext.Length} of {order.Pairs} neighbours in the ranking told apart at 95 %{(order.IsFirstCertain ? "" : ", the first two not")}")));
        }

        facts.Add((TrustFlags.SpecialFlag, $"{Percent(trust.SpecialShare)} on special tokens"));
        return Line(facts, trust.Raised);
    }

    /// <summary>What is known of the text and the prediction, the same for every method.</summary>
    public static string Text(TrustFlags trust)
    {
        var facts = new List<(string Flag, string Words)>();
        if (trust.Confidence is { } confidence && trust.Margin is { } margin)
        {
            facts.Add((TrustFlags.CloseCallFlag, string.Create(
                CultureInfo.InvariantCulture, $"prediction confidence {confidence:F3}, {margin:F3} ahead of the next")));
        }

        facts.Add((TrustFlags.UnknownFlag, string.Create(
            CultureInfo.InvariantCulture, $"{trust.Unknown} unknown tokens ({Percent(trust.UnknownShare)})")));
        facts.Add((TrustFlags.TruncatedFlag, string.Create(CultureInfo.InvariantCulture, $"{trust.Truncated} tokens cut off")));
        return Line(facts, trust.Raised);
    }

    private static string Line(List<(string Flag, string Words)> facts, ImmutableArray<string> raised) => string.Join(
        "; ", facts.OrderBy(fact => !raised.Contains(fact.Flag)).Select(fact => (raised.Contains(fact.Flag) ? "! " : "") + fact.Words));

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");
}
