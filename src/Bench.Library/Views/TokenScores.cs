using Bench.Abstractions;

namespace Bench;

/// <summary>One explanation of a text.</summary>
/// <param name="Name">The explainer's name in tables: its id and the options that were set.</param>
/// <param name="Explanation">The explanation in full: options, diagnostics, standard errors, cost.</param>
public sealed record TokenScores(string Name, Explanation Explanation)
{
    /// <summary>One score per token, special tokens included; positive speaks for the target.</summary>
    public IReadOnlyList<double> Scores => Explanation.Attribution.Scores;

    /// <summary>One score per unit of the text, by its characters, where larger units than tokens were asked for.</summary>
    public IReadOnlyList<(string Text, double Score)> UnitScores =>
        [.. Explanation.Input.Units.Zip(Explanation.FeatureScores(), (unit, score) => (Explanation.Input.CharactersOf(unit), score))];
}
