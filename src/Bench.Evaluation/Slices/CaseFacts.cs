using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>What is known of one case (an instance and target) of a run, beyond its scores.</summary>
/// <param name="Features">Tokens that are not special.</param>
/// <param name="Confidence">The model's highest probability where the target reads; that of an answer.</param>
/// <param name="IsCorrect">Whether the model is right where the target reads; <see langword="null"/> where there is none.</param>
/// <param name="Class">What is right there; <see langword="null"/> where there is none.</param>
/// <param name="Columns">Further columns of the dataset.</param>
internal sealed record CaseFacts(
    int Features, double Confidence, bool? IsCorrect, string? Class, IReadOnlyDictionary<string, string> Columns)
{
    /// <summary>Label of the explained output, where there is a task; otherwise <see langword="null"/>.</summary>
    public string? Target { get; init; }

    public static CaseFacts Of(ExplanationRecord record, RecordedModel model)
    {
        int features = record.Tokens.Count(token => !token.Special);
        IReadOnlyDictionary<string, string> columns = record.Columns ?? ImmutableSortedDictionary<string, string>.Empty;
        if (record.Task is not null)
        {
            return new CaseFacts(features, ConfidenceOf(record), record.IsCorrect, record.Label, columns) { Target = record.Target.Label };
        }

        int label = record.Label is null ? -1 : ModelLabels.IndexOf(model.Labels, record.Label);
        double confidence = record.Probabilities.Max();
        return new CaseFacts(
            features,
            confidence,
            label < 0 ? null : record.Probabilities.IndexOf(confidence) == label,
            label < 0 ? null : model.Labels[label],
            columns);
    }

    // An answer is as likely as its start and its end together.
    private static double ConfidenceOf(ExplanationRecord record) => record.Target.Kind switch
    {
        "answer" => record.Probabilities[0] * record.Probabilities[1],
        "start" => record.Probabilities[0],
        "end" => record.Probabilities[1],
        _ => record.Probabilities.Max(),
    };
}
