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
    /// Friedman's test over the cases that every explainer has a score for, with Nemenyi's critical difference; <see langword="null"/>
    /// where there are no such cases or fewer than two explainers.
    /// </summary>
    public FriedmanTest? Friedman { get; }

    /// <summary>The verdict on every pair of explainers.</summary>
    public ImmutableArray<PairVerdict> Pairs { get; }

    private static FriedmanTest? Test(ComparisonColumn column)
    {
        MetricComparison comparison = column.Comparison;
        if (comparison.Count < 2)
        {
            return null;
        }

        var blocks = new List<double[]>();
        for (int instance = 0; instance < comparison.Scores(0).Length; instance++)
        {
            double[] block = [.. Enumerable.Range(0, comparison.Count).Select(i => column.Sign * comparison.Scores(i)[instance])];
            if (!block.Any(double.IsNaN))
            {
                blocks.Add(block);
            }
        }

        return blocks.Count == 0 ? null : FriedmanTest.Of(blocks);
    }

    private static double Wilcoxon(MetricComparison comparison, int first, int second)
    {
        var differences = new List<double>();
        for (int instance = 0; instance < comparison.Scores(first).Length; instance++)
        {
            double difference = comparison.Scores(first)[instance] - comparison.Scores(second)[instance];
            if (!double.IsNaN(difference))
            {
                differences.Add(difference);
            }
        }

        return WilcoxonSignedRank.Test([.. differences]).PValue;
    }
}
