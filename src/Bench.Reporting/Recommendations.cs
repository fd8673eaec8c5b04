using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>What a run recommends where nothing limits the cost: one recommendation per thing that may matter.</summary>
internal static class Recommendations
{
    /// <summary>The recommendations that the run has evidence for.</summary>
    /// <param name="results">The run.</param>
    public static IReadOnlyList<Recommendation> Of(ResultSet results) =>
        [.. Enum.GetValues<Preference>().Select(preference => Find(results, preference)).OfType<Recommendation>()];

    /// <summary>One sentence per recommendation.</summary>
    /// <param name="results">The run.</param>
    public static IReadOnlyList<string> Sentences(ResultSet results) => [.. Of(results).Select(Sentence)];

    private static string Sentence(Recommendation recommendation)
    {
        string family = Recommendation.Family(recommendation.Preference);
        if (recommendation.Caution is { } caution)
        {
            return $"By {family}: {caution}.";
        }

        if (recommendation.Chosen is not { } chosen)
        {
            return $"By {family}: none, since no explainer beats random scores.";
        }

        string rows = string.Create(CultureInfo.InvariantCulture, $"{chosen.Rows:0.#} rows an explanation");
        return recommendation.Cheaper is { } cheaper
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"By {family}: {chosen.Name} ({rows}), or {cheaper.Name} for {cheaper.Rows:0.#} rows, which no metric tells apart as worse.")
            : $"By {family}: {chosen.Name} ({rows}).";
    }

    // A run without usable metrics of a family, or with nothing but random scores, has no recommendation of that kind.
    private static Recommendation? Find(ResultSet results, Preference preference)
    {
        try
        {
            return Recommendation.Of(results, new Budget(), preference);
        }
        catch (BenchException)
        {
            return null;
        }
    }
}
