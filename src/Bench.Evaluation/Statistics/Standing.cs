namespace Bench.Evaluation;

/// <summary>How an explainer stands on a metric.</summary>
public enum Standing
{
    /// <summary>It is beaten, silent on too many cases, judged apart, or there are too few texts.</summary>
    None,

    /// <summary>Nothing beats it, but it does not beat all others either: too few texts to tell.</summary>
    AmongBest,

    /// <summary>It beats every other explainer, those aside that are judged apart or that it equals up to rounding in every case.</summary>
    Best,
}
