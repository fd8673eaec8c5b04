namespace Bench.Abstractions;

/// <summary>A model's answer to a row of a dataset beside the right one.</summary>
/// <param name="Gold">The right answer, or <see langword="null"/> where the dataset does not say. Untrusted text.</param>
/// <param name="Predicted">The model's answer. Untrusted text.</param>
/// <param name="IsCorrect">
/// Whether they are equal: the label, the whole set of labels or entities, or the answer (exact match); <see langword="null"/> where the
/// dataset does not say, and for numbers.
/// </param>
public sealed record Judgement(string? Gold, string Predicted, bool? IsCorrect)
{
    /// <summary>
    /// How far the answer's words are those of the right one: F1, 0 to 1; <see langword="null"/> where answers have no words.
    /// </summary>
    public double? Overlap { get; init; }

    /// <summary>Labels or entities found, for micro F1 over all rows; <see langword="null"/> where there is one label.</summary>
    public Matches? Matches { get; init; }

    /// <summary>
    /// The number and its prediction, for R² and the mean absolute error; <see langword="null"/> where there is no number.
    /// </summary>
    public NumberPair? Numbers { get; init; }

    /// <summary>The same of a model with several outputs, one pair for each in order; <see langword="null"/> for all others.</summary>
    public IReadOnlyList<NumberPair>? Several { get; init; }
}

/// <summary>How many of the things predicted are right.</summary>
/// <param name="Right">Things that are predicted and right.</param>
/// <param name="Predicted">Things predicted.</param>
/// <param name="Gold">Things that are right.</param>
public readonly record struct Matches(int Right, int Predicted, int Gold);

/// <summary>A number and its prediction.</summary>
/// <param name="Gold">The right number.</param>
/// <param name="Predicted">The predicted one.</param>
public readonly record struct NumberPair(double Gold, double Predicted);
