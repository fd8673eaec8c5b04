using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class SignificanceLettersTests
{
    [Fact]
    public void Shared_letters_are_exactly_the_pairs_that_cannot_be_told_apart()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            ComparisonColumn column = Column(seed, explainers: 7);
            string[] letters = [.. SignificanceLetters.Of(column)];

            for (int i = 0; i < 7; i++)
            {
                for (int j = i + 1; j < 7; j++)
                {
                    bool together = letters[i].Intersect(letters[j]).Any();
                    together.ShouldBe(column.Comparison.AdjustedPValue(i, j) >= MetricComparison.Level, $"seed {seed}: {string.Join(' ', letters)}");
                }
            }

            letters[TableRanks.Order(column).First()].ShouldContain('a');
        }
    }

    [Fact]
    public void Equal_means_share_the_better_place()
    {
        ComparisonColumn column = Column([[1, 2, 3], [4, 5, 6], [1, 2, 3], [9, double.NaN, double.NaN]]);

        TableRanks.Of(column).ShouldBe([2, 1, 2, 0]);
        SignificanceLetters.Of(column)[3].ShouldBe("");
    }

    private static ComparisonColumn Column(ulong seed, int explainers)
    {
        var random = new DeterministicRandom(seed);
        return Column([.. Enumerable.Range(0, explainers).Select(e => Enumerable.Range(0, 25).Select(_ => (0.12 * e) + random.NextDouble()).ToArray())]);
    }

    private static ComparisonColumn Column(double[][] scores) => SampleResults.Create().Table.Columns[0] with
    {
        Comparison = MetricComparison.Of(scores, MetricDirection.HigherIsBetter, resamples: 200),
        Explainers = [.. scores.Select((_, i) => $"e{i}")],
    };
}
