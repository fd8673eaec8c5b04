using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Finds the cases (instances and targets) that two runs have in common.</summary>
/// <param name="Pairs">Places of common cases in the first and the second run, in order of the first.</param>
/// <param name="OnlyFirst">Cases of the first run alone.</param>
/// <param name="OnlySecond">Cases of the second run alone.</param>
internal sealed record RunPairing(IReadOnlyList<(int First, int Second)> Pairs, int OnlyFirst, int OnlySecond)
{
    /// <summary>
    /// Pairs cases by instance where both runs explain one output of each instance, whichever that is; otherwise by instance and label.
    /// Runs on different files, or on one file that is read otherwise, are paired where the texts, or what the models see of the pictures,
    /// are equal too.
    /// </summary>
    /// <exception cref="BenchException">The runs have no case in common, or their texts are gone.</exception>
    public static RunPairing Of(ResultSet first, ResultSet second)
    {
        ScoreRow[] firstCases = Cases(first);
        ScoreRow[] secondCases = Cases(second);
        bool byTarget = !HasOneTarget(firstCases) || !HasOneTarget(secondCases);
        bool byText = !first.Run.Dataset.IsReadAs(second.Run.Dataset);
        (string, string, string)[] firstKeys = Keys(first, firstCases, byTarget, byText);
        var places = Keys(second, secondCases, byTarget, byText).Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        (int First, int Second)[] pairs = [.. firstKeys.Index()
            .Where(entry => places.ContainsKey(entry.Item)).Select(entry => (entry.Index, places[entry.Item]))];
        return pairs.Length > 0
            ? new RunPairing(pairs, firstCases.Length - pairs.Length, secondCases.Length - pairs.Length)
            : throw new BenchException(
                $"The run of {first.Run.Suite} on {first.Run.Model.Name} and that of {second.Run.Suite} on {second.Run.Model.Name} have "
                    + "no text in common",
                null, "Compare runs of the same suite");
    }

    private static ScoreRow[] Cases(ResultSet results)
    {
        int block = Math.Max(1, results.Run.Explainers.Length * results.Run.Metrics.Length);
        return [.. Enumerable.Range(0, results.Scores.Count / block).Select(place => results.Scores[place * block])];
    }

    private static bool HasOneTarget(ScoreRow[] cases) => cases.DistinctBy(row => row.Instance).Count() == cases.Length;

    private static (string Instance, string Target, string Text)[] Keys(ResultSet results, ScoreRow[] cases, bool byTarget, bool byText)
    {
        // Where the texts are gone, an instance stands for its text: ids say nothing of what another file holds.
        return byText && results.Cases.All(one => one.Text == one.Instance)
            ? throw new BenchException(
                "The runs are on different files, and the texts of one are gone, so that they cannot be matched",
                ExplanationRecord.FileName,
                "Run the suite again")
            : [.. cases.Select((row, place) => (row.Instance, byTarget ? row.Target : "", byText ? results.Cases[place].Text : ""))];
    }
}
