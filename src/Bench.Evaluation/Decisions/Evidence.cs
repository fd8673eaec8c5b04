namespace Bench.Evaluation;

/// <summary>Why an explainer is recommended: what one metric says of it.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Mean">The explainer's mean and interval.</param>
/// <param name="Floor">The mean of random scores; <see langword="null"/> where the run has none.</param>
/// <param name="BeatsFloor">Whether it beats random scores by more than chance explains.</param>
/// <param name="IsBest">Whether no explainer of the run, whatever its cost, is told apart as better.</param>
/// <param name="AgainstRunnerUp">The verdict against the next best explainer within the budget, in words; <see langword="null"/> where there is none.</param>
public sealed record Evidence(string Metric, MeanEstimate Mean, double? Floor, bool? BeatsFloor, bool IsBest, string? AgainstRunnerUp);
