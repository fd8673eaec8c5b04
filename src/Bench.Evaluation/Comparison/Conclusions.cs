using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The comparison in words: which explainer to believe, and why.</summary>
public static class Conclusions
{
    /// <summary>
    /// What can be said of each family of metrics, cost aside: who is best, who is among the best with too few texts to tell, how the
    /// metrics rank the explainers together; then who is silent, what does not beat the floor, and which metrics cannot be relied upon.
    /// Every statement is corrected for all comparisons of the table.
    /// </summary>
    /// <param name="table">The comparison.</param>
    public static IReadOnlyList<string> Sentences(ComparisonTable table) => [.. Of(table).Select(finding => finding.Sentence)];

    /// <summary>The same with how sure each is and where its cases are.</summary>
    /// <param name="table">The comparison.</param>
    public static IReadOnlyList<Finding> Of(ComparisonTable table)
    {
        ComparisonColumn[] judged = [.. table.Columns.Where(column => column.Descriptor.Family != MetricFamily.Cost)];
        return
        [
            .. judged.GroupBy(column => column.Descriptor.Family).SelectMany(family => FamilyWords.Of(table, family.Key, [.. family])),
            .. judged.SelectMany(Silent),
            .. Unsigned(table),
            .. judged.Where(column => column.IsCounted).SelectMany(column => Floor(table, column)),
            .. judged.Where(column => column.SelfTest?.BeatsChance == false).Select(Chance),
            .. judged.Where(column => column.SelfTest is { RanksOracleFirst: false, BeatsChance: not false })
            .Select(column => Oracle(table, column)),
            .. judged.Where(IsUntested).Select(Untested),
        ];
    }

    private static IEnumerable<Finding> Silent(ComparisonColumn column) => column.Comparison.Coverage.Index()
        .Where(entry => entry.Item.IsSilent && entry.Item.Missing < entry.Item.Cases && !column.Floors.Contains(entry.Index))
        .Select(entry => new Finding(string.Create(
            CultureInfo.InvariantCulture,
            $"On {column.Name}, {column.Explainers[entry.Index]} is silent on {entry.Item.Missing} of {entry.Item.Cases} cases ({100 * entry.Item.Silence:F0} %), so it cannot win; with them its mean would lie between {Math.Min(entry.Item.WorstMean, entry.Item.BestMean):F3} and {Math.Max(entry.Item.WorstMean, entry.Item.BestMean):F3}."), FindingKind.Shown)
        {
            Evidence = "counted",
            Cases = new FindingCases(column.Name, column.Explainers[entry.Index]) { AreMissing = true },
        });

    private static IEnumerable<Finding> Unsigned(ComparisonTable table)
    {
        int[] unsigned = [.. table.Columns.SelectMany(column => column.Unsigned).Distinct().Order()];
        return unsigned.Length == 0 ? [] :
            [new Finding(
                $"{Words.Join(unsigned.Select(i => table.Explainers[i]))} {(unsigned.Length == 1 ? "gives" : "give")} scores without a "
                    + "sign: judged apart on metrics that ask which tokens speak for the class.",
                FindingKind.Caution)
            {
                Cases = new FindingCases(null, table.Explainers[unsigned[0]]),
            }];
    }

    private static Finding Oracle(ComparisonTable table, ComparisonColumn column) => new(
        $"‡ {column.Name} prefers "
            + $"{Words.Join(table.Explainers.Where((_, i) => i != column.Oracle && column.Comparison.Beats(i, column.Oracle)))} to the "
                + "exact attribution: it asks for something else than the truth here.",
        FindingKind.Caution)
    {
        Cases = new FindingCases(column.Name, column.Explainers[column.Oracle]),
    };

    private static Finding Chance(ComparisonColumn column)
    {
        MeanEstimate diagnosticity = column.SelfTest!.Diagnosticity;
        string verdict = column.Comparison.HasTooFewTexts
            ? $"{SmallSample.Of([column])} to tell that from a coin"
            : "no more than a coin would: its other numbers say little here";
        string sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"† {column.Name} prefers explanations to random scores in {100 * diagnosticity.Mean:F0} % of cases [{100 * diagnosticity.Low:F0}, {100 * diagnosticity.High:F0}], {verdict}.");
        return new Finding(sentence, FindingKind.Caution) { Cases = new FindingCases(column.Name, null) };
    }

    private static Finding Untested(ComparisonColumn column) => new(
        $"{column.Name} could not be tested against random scores, which get the same in every case.", FindingKind.Caution)
    {
        Cases = new FindingCases(column.Name, null),
    };

    private static bool IsUntested(ComparisonColumn column) => column.SelfTest is { BeatsChance: null } test
        && MetricSelfTest.HasFloor(column.Descriptor) && test.Random.Count >= MetricComparison.FewestTexts;

    private static IEnumerable<Finding> Floor(ComparisonTable table, ComparisonColumn column)
    {
        string[] losers = [.. table.Explainers.Where((_, i) => column.BeatsFloor(i) == false)];
        if (losers.Length == 0 || column.Comparison.HasTooFewTexts)
        {
            yield break;
        }

        bool none = losers.Length == table.Explainers.Length - column.Floors.Length;
        yield return new Finding(
            none ? $"On {column.Name}, no explainer beats random scores."
                : $"On {column.Name}, {Words.Join(losers)} {(losers.Length == 1 ? "does" : "do")} not beat random scores.",
            FindingKind.Open)
        {
            Evidence = string.Create(CultureInfo.InvariantCulture,
                $"n = {column.Comparison.Means.Max(mean => mean.Count)}, level {MetricComparison.Level} after correction"),
            Cases = new FindingCases(column.Name, none ? null : losers[0]),
        };
    }
}
