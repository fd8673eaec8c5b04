namespace Bench.Evaluation;

/// <summary>An explainer as something to choose.</summary>
/// <param name="Index">Its index in the table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Quality">
/// Mean over the preferred metrics of how far it is, on common ground, from random scores (0) to the best of the run (1); below 0 where it
/// is worse than random. Where the run has no random explainer, or the metric does not judge content, the worst stands for it.
/// </param>
/// <param name="Rows">Mean model rows per explanation, forward and backward together.</param>
/// <param name="Milliseconds">Mean wall-clock time per explanation on the machine of the run.</param>
/// <param name="WithinBudget">Whether the budget allows it.</param>
/// <param name="IsOnFront">Whether no other explainer is at least as good and as cheap, and better in one of the two.</param>
public sealed record Candidate(
    int Index, string Name, double Quality, double Rows, double Milliseconds, bool WithinBudget = true, bool IsOnFront = false);
