using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>What can be said of a run beyond its table: rank tests, verdicts on pairs, joint rankings, and how far metrics agree.</summary>
public sealed class RunAnalysis
{
    /// <summary>Analyses a run.</summary>
    /// <param name="table">Its comparison.</param>
    public RunAnalysis(ComparisonTable table)
    {
        Metrics = [.. table.Columns.AsParallel().AsOrdered().Select(column => new MetricAnalysis(column))];
        Rankings = [.. table.Columns.Select(column => column.Descriptor.Family).Distinct()
            .Select(family => JointRanking.Of(table, family)).OfType<JointRanking>()];
        Agreements = [.. RankingAgreement.Between(table)];
    }

    /// <summary>One analysis per metric, in order of the table.</summary>
    public ImmutableArray<MetricAnalysis> Metrics { get; }

    /// <summary>One joint ranking per family of metrics that has any to join.</summary>
    public ImmutableArray<JointRanking> Rankings { get; }

    /// <summary>For every pair of metrics how alike they rank the explainers.</summary>
    public ImmutableArray<RankingAgreement> Agreements { get; }
}
