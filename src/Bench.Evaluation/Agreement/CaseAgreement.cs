using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>How far the explanations of one case agree, and what they say together.</summary>
public sealed class CaseAgreement
{
    private static readonly AgreementMeasure[] _measures = Enum.GetValues<AgreementMeasure>();

    private readonly ImmutableArray<AgreementMatrix> _matrices;

    /// <summary>Compares the explanations of a case.</summary>
    /// <param name="record">The case.</param>
    /// <param name="explainers">Names of the run's explainers; those that have no explanation here are left out.</param>
    /// <param name="floor">Index of the random explainer, which has no say in the consensus, or −1.</param>
    /// <param name="k">How many top tokens are compared, at least 1; texts that have fewer compare all.</param>
    public CaseAgreement(ExplanationRecord record, ImmutableArray<string> explainers, int floor, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        record = record.InUnits();
        Record = record;
        Features = [.. Enumerable.Range(0, record.Tokens.Length).Where(i => record.Tokens[i] is { Special: false, IsOutside: false })];
        double[]?[] scores =
            [.. explainers.Select(name => record.Explanations.FirstOrDefault(explanation => explanation.Name == name) is { } found
                ? Features.Select(position => found.Scores[position]).ToArray()
                : null)];
        _matrices = [.. _measures.Select(measure => new AgreementMatrix(measure, explainers.Length))];
        for (int i = 0; i < scores.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                if (scores[i] is { } first && scores[j] is { } second)
                {
                    Compare(i, j, first, second, k);
                }
            }
        }

        double[]?[] ranks =
            [.. scores.Select((own, i) => own is { } given && i != floor && Ranking(given) ? Ranks.Descending(given) : null)];
        Consensus = [.. Together(ranks, without: -1)];
        WithOthers = [.. scores.Select((own, i) => own is { } given && Together(ranks, without: i) is { Length: > 0 } others
            ? Correlation.Spearman(given, others)
            : double.NaN)];
    }

    /// <summary>The case, in the units explained.</summary>
    public ExplanationRecord Record { get; }

    /// <summary>Positions in <see cref="Record"/> of the tokens that are not special, or of the units.</summary>
    public ImmutableArray<int> Features { get; }

    /// <summary>
    /// The consensus: for every feature how far up the explainers put it on average, from 0 (all put it last) to 1 (all put it first), by
    /// signed score. Random scores have no say, nor have explanations that rank nothing. Empty where no explanation ranks two features.
    /// </summary>
    public ImmutableArray<double> Consensus { get; }

    /// <summary>Spearman's correlation of every explainer's scores with the consensus of all others; NaN where there is none.</summary>
    public ImmutableArray<double> WithOthers { get; }

    /// <summary>
    /// Agreement by one measure. NaN where an explanation is missing or ranks nothing: fewer than two features, or all of one magnitude;
    /// and for <see cref="AgreementMeasure.Feature"/> where the text has no more than k features, since then any two agree.
    /// </summary>
    /// <param name="measure">The measure.</param>
    public AgreementMatrix this[AgreementMeasure measure] => _matrices[(int)measure];

    private void Compare(int i, int j, double[] first, double[] second, int k)
    {
        double[] a = [.. first.Select(Math.Abs)];
        double[] b = [.. second.Select(Math.Abs)];
        if (!Ranking(a) || !Ranking(b))
        {
            return;
        }

        int top = Math.Min(k, first.Length);
        foreach (AgreementMatrix matrix in _matrices)
        {
            matrix.Add(i, j, matrix.Measure switch
            {
                AgreementMeasure.Feature => top == first.Length ? double.NaN : ExplanationAgreement.Features(first, second, top),
                AgreementMeasure.Rank => ExplanationAgreement.RankedFeatures(first, second, top),
                AgreementMeasure.Sign => ExplanationAgreement.SignedFeatures(first, second, top),
                AgreementMeasure.SignedRank => ExplanationAgreement.SignedRankedFeatures(first, second, top),
                AgreementMeasure.RankCorrelation => ExplanationAgreement.Spearman(a, b),
                _ => ExplanationAgreement.PairwiseOrder(a, b),
            });
        }
    }

    private static double[] Together(double[]?[] ranks, int without)
    {
        double[][] said = [.. ranks.Where((own, i) => i != without).OfType<double[]>()];
        return said.Length == 0
            ? []
            : [.. said[0].Select((_, feature) => 1 - ((said.Average(own => own[feature]) - 1) / (said[0].Length - 1)))];
    }

    private static bool Ranking(double[] scores) => scores.Length > 1 && scores.AsSpan().ContainsAnyExcept(scores[0]);
}
