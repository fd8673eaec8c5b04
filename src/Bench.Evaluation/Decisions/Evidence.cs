namespace Bench.Evaluation;

/// <summary>Why an explainer is recommended: what one metric says of it.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Mean">The explainer's mean and interval.</param>
/// <param name="Floor">The mean of random scores; <see langword="null"/> where the run has none.</param>
/// <param name="BeatsFloor">Whether it beats random scores by more than chance explains.</param>
/// <param name="Standing">How it stands among all explainers of the run, whatever their cost.</param>
/// <param name="AgainstRunnerUp">
/// The verdict against the next best explainer within the budget, in words; <see langword="null"/> where there is none.
/// </param>
public sealed record Evidence(
    string Metric, MeanEstimate Mean, double? Floor, bool? BeatsFloor, Standing Standing, string? AgainstRunnerUp);
