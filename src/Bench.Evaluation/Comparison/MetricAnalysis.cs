using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>Rank test and verdicts of one metric.</summary>
public sealed class MetricAnalysis
{
    /// <summary>Analyses a metric.</summary>
    /// <param name="column">Its column of the table.</param>
    public MetricAnalysis(ComparisonColumn column)
    {
        Column = column;
        Friedman = Test(column);
        (int First, int Second)[] pairs = [.. Enumerable.Range(0, column.Explainers.Length).SelectMany(first =>
            Enumerable.Range(first + 1, column.Explainers.Length - first - 1).Select(second => (first, second)))];
        double[] wilcoxon = MultipleTesting.Holm([.. pairs.Select(pair => Wilcoxon(column.Comparison, pair.First, pair.Second))]);
        Pairs = [.. pairs.Zip(wilcoxon, (pair, p) => new PairVerdict(column, pair.First, pair.Second, p))];
    }

    /// <summary>The metric.</summary>
    public ComparisonColumn Column { get; }

    /// <summary>
    /// Friedman's test over the texts that every explainer has a score for, with Nemenyi's critical difference; <see langword="null"/>
    /// where there are no such texts or fewer than two explainers.
    /// </summary>
    public FriedmanTest? Friedman { get; }

    /// <summary>The verdict on every pair of explainers.</summary>
    public ImmutableArray<PairVerdict> Pairs { get; }

    // A text's scores are the means over its cases that every explainer has a score for; equal up to rounding is a tie.
    private static FriedmanTest? Test(ComparisonColumn column)
    {
        MetricComparison comparison = column.Comparison;
        if (comparison.Count < 2)
        {
            return null;
        }

        double[][] scores = [.. Enumerable.Range(0, comparison.Count).Select(i => comparison.RankedScores(i).ToArray())];
        bool[] complete = [.. Enumerable.Range(0, comparison.Texts.Cases).Select(place => scores.All(row => !double.IsNaN(row[place])))];
        double[][] texts =
            [.. scores.Select(row =>
                comparison.Texts.Means([.. row.Select((score, place) => complete[place] ? column.Sign * score : double.NaN)]))];
        double[][] blocks = [.. Enumerable.Range(0, texts[0].Length).Select(text => Block([.. texts.Select(row => row[text])]))];
        return blocks.Length == 0 ? null : FriedmanTest.Of(blocks);
    }

    private static double[] Block(double[] scores) => TolerantRanks.Joined(scores, NumericalError.Of(scores.Max(Math.Abs)));

    private static double Wilcoxon(MetricComparison comparison, int first, int second) =>
        WilcoxonSignedRank.Test(
            comparison.Texts.Means(
                [.. comparison.Scores(first).ToArray().Zip(comparison.Scores(second).ToArray(), NumericalError.Difference)])).PValue;
}
