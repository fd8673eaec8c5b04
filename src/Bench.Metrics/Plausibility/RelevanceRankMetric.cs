using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Relevance rank accuracy (Arras, Osman and Samek 2022, eq. 2): the share of the rationale among as many tokens ranked first. It
/// equals precision, recall and F1 at the rationale's length.
/// </summary>
public sealed class RelevanceRankMetric(AnnotatorOptions options) : IMetric
{
    private readonly TokenOverlapOptions _overlap = new() { Annotators = options.Annotators };

    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "relevance-rank",
        Name = "Relevance rank accuracy",
        ShortName = "Rank",
        Family = MetricFamily.Plausibility,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "|top K and rationale| / K, K = |rationale|",
        Citation = "Arras, Osman and Samek 2022, CLEVR-XAI, eq. 2",
        Summary = "Which share of the tokens people marked is among as many ranked first.",
        NeedsRationale = true,
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        TokenOverlap.Score(context, _overlap, overlap => overlap.Recall);
}
