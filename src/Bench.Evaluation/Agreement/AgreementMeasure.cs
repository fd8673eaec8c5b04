namespace Bench.Evaluation;

/// <summary>
/// How the agreement of two explanations is measured (Krishna et al. 2022, "The Disagreement Problem in Explainable Machine Learning"). The
/// top k and all ranks are those of the scores' magnitudes.
/// </summary>
public enum AgreementMeasure
{
    /// <summary>Share of the top k that both have.</summary>
    Feature,

    /// <summary>Share of the top k that both have at the same rank.</summary>
    Rank,

    /// <summary>Share of the top k that both have with the same sign.</summary>
    Sign,

    /// <summary>Share of the top k that both have at the same rank with the same sign.</summary>
    SignedRank,

    /// <summary>Spearman's correlation of the magnitudes.</summary>
    RankCorrelation,

    /// <summary>Share of the pairs of tokens that both put in the same order.</summary>
    PairwiseRank,
}
