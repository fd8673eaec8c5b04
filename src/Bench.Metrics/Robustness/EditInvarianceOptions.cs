using System.ComponentModel;

namespace Bench.Metrics;

/// <summary>Options of <see cref="EditInvarianceMetric"/>.</summary>
public sealed record EditInvarianceOptions
{
    [Description("how the scores of the words are compared")]
    public Similarity Similarity { get; init; } = Similarity.Spearman;
}
