using System.Globalization;

namespace Bench.Evaluation;

/// <summary>What one explanation may cost.</summary>
/// <param name="MaxRows">Model rows, forward and backward together; <see langword="null"/> for any number.</param>
/// <param name="MaxMilliseconds">Milliseconds on the machine of the run; <see langword="null"/> for any number.</param>
public sealed record Budget(double? MaxRows = null, double? MaxMilliseconds = null)
{
    /// <summary>Whether an explainer stays within the budget on average.</summary>
    /// <param name="candidate">The explainer.</param>
    public bool Allows(Candidate candidate) =>
        (MaxRows is not { } rows || candidate.Rows <= rows) && (MaxMilliseconds is not { } time || candidate.Milliseconds <= time);

    /// <inheritdoc/>
    public override string ToString()
    {
        string[] parts =
        [
            .. MaxRows is { } rows ? [string.Create(CultureInfo.InvariantCulture, $"{rows:0.##} model rows")] : Array.Empty<string>(),
            .. MaxMilliseconds is { } time ? [string.Create(CultureInfo.InvariantCulture, $"{time:0.##} ms")] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "no limit" : string.Join(" and ", parts);
    }
}

/// <summary>What an explanation should be above all.</summary>
public enum Preference
{
    /// <summary>True to the model: metrics of the family <c>faithfulness</c>.</summary>
    Faithful,

    /// <summary>Like what people marked: <c>plausibility</c>.</summary>
    Plausible,

    /// <summary>Alike for like inputs and seeds: <c>robustness</c>.</summary>
    Stable,

    /// <summary>Short: <c>complexity</c>.</summary>
    Simple,

    /// <summary>Right where the truth is known: <c>ground-truth</c>.</summary>
    Right,
}
