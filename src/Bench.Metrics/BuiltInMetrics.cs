using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>The metrics that come with Bench, one line each.</summary>
public static class BuiltInMetrics
{
    /// <summary>Registers all of them.</summary>
    /// <param name="catalog">The catalogue of metrics.</param>
    public static Catalog<MetricDescriptor, IMetric> AddTo(Catalog<MetricDescriptor, IMetric> catalog) => catalog
        .Add<AopcOptions>(AopcComprehensivenessMetric.Descriptor, options => new AopcComprehensivenessMetric(options))
        .Add<AopcOptions>(AopcSufficiencyMetric.Descriptor, options => new AopcSufficiencyMetric(options))
        .Add<TauLooOptions>(TauLooMetric.Descriptor, options => new TauLooMetric(options))
        .Add<AuprcOptions>(AuprcMetric.Descriptor, options => new AuprcMetric(options))
        .Add<TokenOverlapOptions>(TokenF1Metric.Descriptor, options => new TokenF1Metric(options))
        .Add<TokenOverlapOptions>(TokenIouMetric.Descriptor, options => new TokenIouMetric(options))
        .Add<NoOptions>(ModelRowsMetric.Descriptor, _ => new ModelRowsMetric());
}
