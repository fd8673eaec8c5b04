using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class SignificanceLettersTests
{
    [Fact]
    public void Shared_letters_are_exactly_the_pairs_that_cannot_be_told_apart()
    {
        int near = 0;
        for (ulong seed = 0; seed < 40; seed++)
        {
            ComparisonColumn column = Column(seed, explainers: 5);
            string[] letters = [.. SignificanceLetters.Of(column)];

            for (int i = 0; i < 5; i++)
            {
                for (int j = i + 1; j < 5; j++)
                {
                    bool together = letters[i].Intersect(letters[j]).Any();
                    near += column.Comparison.AdjustedPValue(i, j) is >= MetricComparison.Level / 2 and < MetricComparison.Level ? 1 : 0;
                    together.ShouldBe(!column.Comparison.AreToldApart(i, j), $"seed {seed}: {string.Join(' ', letters)}");
                }
            }

            letters[TableRanks.Order(column).First()].ShouldContain('a');
            letters.ShouldAllBe(own => own.Distinct().Count() == own.Length);
            string[] groups = [.. Groups(letters)];
            groups.Where(group => groups.Any(other => other != group && IsInside(group, other))).ShouldBeEmpty();
            groups.ShouldBeUnique();
        }

        near.ShouldBeGreaterThan(0, "no pair lies near the level");
    }

    [Fact]
    public void After_z_comes_aa() =>
        string.Join(' ', new[] { 0, 25, 26, 27, 52, 701, 702 }.Select(SignificanceLetters.Letter)).ShouldBe("a z aa ab ba zz aaa");

    private static bool IsInside(string group, string other) => group.Zip(other).All(member => member.First == '0' || member.Second == '1');

    // Which explainers share each letter: no two letters may say the same, nor one a part of what another says.
    private static IEnumerable<string> Groups(string[] letters) => letters.SelectMany(own => own).Distinct()
        .Select(letter => string.Concat(letters.Select(own => own.Contains(letter) ? '1' : '0')));

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
        return Column(
            [.. Enumerable.Range(0, explainers)
                .Select(e => Enumerable.Range(0, 25).Select(_ => (0.1 * e) + random.NextDouble()).ToArray())]);
    }

    private static ComparisonColumn Column(double[][] scores) => SampleResults.Create().Table.Columns[0] with
    {
        Comparison = MetricComparison.Of(new MetricScores(scores, MetricDirection.HigherIsBetter), resamples: 1),
        Explainers = [.. scores.Select((_, i) => $"e{i}")],
    };
}
