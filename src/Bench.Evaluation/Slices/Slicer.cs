using System.Collections.Immutable;
using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Parts a run's cases by what its explanations file knows of them.</summary>
public static class Slicer
{
    // A column with more values than this is an id or a text, not a property to slice by.
    private const int MostValues = 20;

    /// <summary>
    /// Every way to part the cases that gives at least two slices: by length, confidence, correctness, class, and each column.
    /// </summary>
    /// <param name="results">The run. Its explanations are read once.</param>
    /// <returns>Empty where the explanations are gone.</returns>
    /// <exception cref="BenchException">The explanations are malformed or do not fit the scores.</exception>
    public static IReadOnlyList<Slicing> All(ResultSet results)
    {
        CaseFacts[] cases = [.. results.Explanations.Select(record => CaseFacts.Of(record, results.Run.Model))];
        int expected = results.Scores.Count / Math.Max(1, results.Run.Explainers.Length * results.Run.Metrics.Length);
        if (cases.Length == 0)
        {
            return [];
        }

        if (cases.Length != expected)
        {
            throw new BenchException(
                $"There are {cases.Length} explained cases, expected {expected} as in {ScoresCsv.FileName}",
                ExplanationRecord.FileName,
                "The file was changed or cut; run the suite again");
        }

        Slicing byClass = Part(
            "class", cases, item => item.Class, results.Run.Task is null ? results.Run.Model.Labels : Values(cases, item => item.Class));
        Slicing byTarget = Part("target", cases, item => item.Target, Values(cases, item => item.Target));
        IEnumerable<Slicing> slicings =
        [
            ByLength(cases),
            Part("confidence", cases, item => Confidence(item.Confidence), ["below 0.7", "0.7 to 0.9", "0.9 and above"]),
            Part("correctness", cases, item => item.IsCorrect is { } correct ? correct ? "right" : "wrong" : null, ["right", "wrong"]),
            byClass,
            .. Places(byTarget) == Places(byClass) ? (Slicing[])[] : [byTarget],
            .. cases.SelectMany(item => item.Columns.Keys).Distinct().Order(StringComparer.Ordinal)
            .Select(column => ByColumn(column, cases)),
        ];
        return [.. slicings.Where(slicing => slicing.Slices.Length is >= 2 and <= MostValues)];
    }

    // Thirds by number of tokens; equal lengths stay together, so thirds may be uneven.
    private static Slicing ByLength(CaseFacts[] cases)
    {
        int[] lengths = [.. cases.Select(item => item.Features).Order()];
        int shortest = lengths[(lengths.Length - 1) / 3];
        int longest = lengths[2 * (lengths.Length - 1) / 3];
        string[] names =
        [
            string.Create(CultureInfo.InvariantCulture, $"short (up to {shortest} tokens)"),
            string.Create(CultureInfo.InvariantCulture, $"medium ({shortest + 1} to {longest} tokens)"),
            string.Create(CultureInfo.InvariantCulture, $"long ({longest + 1} tokens or more)"),
        ];
        return Part("length", cases, item => names[item.Features <= shortest ? 0 : item.Features <= longest ? 1 : 2], [.. names]);
    }

    // Where what is true is explained, target and class part the cases alike.
    private static string Places(Slicing slicing) => string.Join(';', slicing.Slices.Select(slice => string.Join(',', slice.Cases)));

    private static string Confidence(double confidence) =>
        confidence < 0.7 ? "below 0.7" : confidence < 0.9 ? "0.7 to 0.9" : "0.9 and above";

    private static Slicing ByColumn(string column, CaseFacts[] cases) => Part(
        column,
        cases,
        item => item.Columns.GetValueOrDefault(column),
        Values(cases, item => item.Columns.GetValueOrDefault(column)));

    private static ImmutableArray<string> Values(CaseFacts[] cases, Func<CaseFacts, string?> value) =>
        [.. cases.Select(value).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private static Slicing Part(string by, CaseFacts[] cases, Func<CaseFacts, string?> name, ImmutableArray<string> order)
    {
        ILookup<string?, int> places = Enumerable.Range(0, cases.Length).ToLookup(place => name(cases[place]));
        return new Slicing(by, [.. order.Where(places.Contains).Select(value => new Slice(value, [.. places[value]]))]);
    }
}
