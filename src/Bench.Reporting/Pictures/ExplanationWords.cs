using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>What stands beside pictures of explanations. Plain text: whoever prints it escapes it.</summary>
internal static class ExplanationWords
{
    /// <summary>Every class with its probability, and which is explained.</summary>
    public static string Heading(ExplanationRecord record, IReadOnlyList<string> labels) =>
        string.Join(", ", record.Probabilities.Select((probability, i) => string.Create(
            CultureInfo.InvariantCulture, $"{Label(labels, i)} {probability:F3}"))) + $"; explained: {record.Target.Title}";

    /// <summary>The predicted class with its probability.</summary>
    public static string Predicted(ExplanationRecord record, IReadOnlyList<string> labels)
    {
        int best = Enumerable.Range(0, record.Probabilities.Length).MaxBy(i => record.Probabilities[i]);
        return string.Create(CultureInfo.InvariantCulture, $"{Label(labels, best)} ({record.Probabilities[best]:F2})");
    }

    /// <summary>A score as pictures write it.</summary>
    public static string Number(double score) => score.ToString("G4", CultureInfo.InvariantCulture);

    private static string Label(IReadOnlyList<string> labels, int index) =>
        index < labels.Count ? labels[index] : index.ToString(CultureInfo.InvariantCulture);
}
