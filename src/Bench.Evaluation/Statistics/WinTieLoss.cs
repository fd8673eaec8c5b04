namespace Bench.Evaluation;

/// <summary>On how many instances one explainer does better than another, as well as it, and worse.</summary>
public readonly record struct WinTieLoss(int Wins, int Ties, int Losses);
