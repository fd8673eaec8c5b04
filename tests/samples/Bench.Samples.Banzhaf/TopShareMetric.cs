using Bench.Abstractions;

namespace Bench.Samples.Banzhaf;

public sealed class TopSharePlugin : IBenchPlugin
{
    public void Register(PluginRegistry registry) =>
        registry.Metrics.Add<NoOptions>(TopShareMetric.Descriptor, _ => new TopShareMetric());
}

/// <summary>The share of the largest score in the sum of all, by size.</summary>
public sealed class TopShareMetric : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "top-share",
        Name = "Share of the top token",
        ShortName = "top",
        Family = "complexity",
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "max |_i| / sum |_i|",
        Citation = "None: an example",
        Summary = "How much of an explanation is one token",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] sizes = Array.ConvertAll(context.Explanation.FeatureScores(), Math.Abs);
        return sizes.Sum() > 0 ? MetricScore.Of(sizes.Max() / sizes.Sum()) : MetricScore.NotApplicable("all scores are 0");
    }
}
