using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>What is known of one case (an instance and target) of a run, beyond its scores.</summary>
/// <param name="Features">Tokens that are not special.</param>
/// <param name="Confidence">The model's highest probability.</param>
/// <param name="IsCorrect">Whether the model predicts the true label; <see langword="null"/> where there is none.</param>
/// <param name="Class">The true label as the model spells it; <see langword="null"/> where there is none.</param>
/// <param name="Columns">Further columns of the dataset.</param>
internal sealed record CaseFacts(
    int Features, double Confidence, bool? IsCorrect, string? Class, ImmutableSortedDictionary<string, string> Columns)
{
    public static CaseFacts Of(ExplanationRecord record, RecordedModel model)
    {
        int label = record.Label is null ? -1 : ModelLabels.IndexOf(model.Labels, record.Label);
        double confidence = record.Probabilities.Max();
        return new CaseFacts(
            record.Tokens.Count(token => !token.Special),
            confidence,
            label < 0 ? null : record.Probabilities.IndexOf(confidence) == label,
            label < 0 ? null : model.Labels[label],
            record.Columns ?? ImmutableSortedDictionary<string, string>.Empty);
    }
}
