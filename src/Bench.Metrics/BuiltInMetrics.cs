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
        .Add<LogitAopcOptions>(LogitComprehensivenessMetric.Descriptor, options => new LogitComprehensivenessMetric(options))
        .Add<LogitAopcOptions>(LogitSufficiencyMetric.Descriptor, options => new LogitSufficiencyMetric(options))
        .Add<TauLooOptions>(TauLooMetric.Descriptor, options => new TauLooMetric(options))
        .Add<AuprcOptions>(AuprcMetric.Descriptor, options => new AuprcMetric(options))
        .Add<TokenOverlapOptions>(TokenF1Metric.Descriptor, options => new TokenF1Metric(options))
        .Add<TokenOverlapOptions>(TokenIouMetric.Descriptor, options => new TokenIouMetric(options))
        .Add<NoOptions>(ModelRowsMetric.Descriptor, _ => new ModelRowsMetric())
        .Add<NoOptions>(BackwardRowsMetric.Descriptor, _ => new BackwardRowsMetric())
        .Add<NoOptions>(FlopsMetric.Descriptor, _ => new FlopsMetric())
        .Add<NormalizedOptions>(NormalizedComprehensivenessMetric.Descriptor, options => new NormalizedComprehensivenessMetric(options))
        .Add<NormalizedOptions>(NormalizedSufficiencyMetric.Descriptor, options => new NormalizedSufficiencyMetric(options))
        .Add<NormalizedAopcOptions>(NormalizedAopcMetric.Descriptor, options => new NormalizedAopcMetric(options))
        .Add<SoftOptions>(SoftComprehensivenessMetric.Descriptor, options => new SoftComprehensivenessMetric(options))
        .Add<SoftOptions>(SoftSufficiencyMetric.Descriptor, options => new SoftSufficiencyMetric(options))
        .Add<FFidelityOptions>(FFidelityPlusMetric.Descriptor, options => new FFidelityPlusMetric(options))
        .Add<FFidelityOptions>(FFidelityMinusMetric.Descriptor, options => new FFidelityMinusMetric(options))
        .Add<RoadOptions>(RoadMetric.Descriptor, options => new RoadMetric(options))
        .Add<CurveOptions>(DeletionMetric.Descriptor, options => new DeletionMetric(options))
        .Add<CurveOptions>(InsertionMetric.Descriptor, options => new InsertionMetric(options))
        .Add<CurveOptions>(InsertionDeletionGapMetric.Descriptor, options => new InsertionDeletionGapMetric(options))
        .Add<FaithfulnessCorrelationOptions>(
            FaithfulnessCorrelationMetric.Descriptor, options => new FaithfulnessCorrelationMetric(options))
        .Add<SensitivityNOptions>(SensitivityNMetric.Descriptor, options => new SensitivityNMetric(options))
        .Add<InfidelityOptions>(InfidelityMetric.Descriptor, options => new InfidelityMetric(options))
        .Add<RemovalOptions>(MonotonicityMetric.Descriptor, options => new MonotonicityMetric(options))
        .Add<RemovalOptions>(FlipFractionMetric.Descriptor, options => new FlipFractionMetric(options))
        .Add<RemovalOptions>(TopTokenFlipMetric.Descriptor, options => new TopTokenFlipMetric(options))
        .Add<NoOptions>(CounterfactualAurocMetric.Descriptor, _ => new CounterfactualAurocMetric())
        .Add<AnnotatorOptions>(AurocMetric.Descriptor, options => new AurocMetric(options))
        .Add<TokenOverlapOptions>(TokenPrecisionMetric.Descriptor, options => new TokenPrecisionMetric(options))
        .Add<TokenOverlapOptions>(TokenRecallMetric.Descriptor, options => new TokenRecallMetric(options))
        .Add<SpanIouF1Options>(SpanIouF1Metric.Descriptor, options => new SpanIouF1Metric(options))
        .Add<RelevanceMassOptions>(RelevanceMassMetric.Descriptor, options => new RelevanceMassMetric(options))
        .Add<AnnotatorOptions>(RelevanceRankMetric.Descriptor, options => new RelevanceRankMetric(options))
        .Add<AnnotatorOptions>(PointingGameMetric.Descriptor, options => new PointingGameMetric(options))
        .Add<HumanAgreementOptions>(HumanAgreementMetric.Descriptor, options => new HumanAgreementMetric(options))
        .Add<NoOptions>(FocusMetric.Descriptor, _ => new FocusMetric())
        .Add<PrecisionAtKOptions>(PrecisionAtKMetric.Descriptor, options => new PrecisionAtKMetric(options))
        .Add<MeanRankOptions>(MeanRankMetric.Descriptor, options => new MeanRankMetric(options))
        .Add<NoOptions>(ExactCorrelationMetric.Descriptor, _ => new ExactCorrelationMetric())
        .Add<NudgeOptions>(MaxSensitivityMetric.Descriptor, options => new MaxSensitivityMetric(options))
        .Add<NudgeOptions>(RelativeInputStabilityMetric.Descriptor, options => new RelativeInputStabilityMetric(options))
        .Add<NudgeOptions>(RelativeOutputStabilityMetric.Descriptor, options => new RelativeOutputStabilityMetric(options))
        .Add<SeedStabilityOptions>(SeedStabilityMetric.Descriptor, options => new SeedStabilityMetric(options))
        .Add<InputInvarianceOptions>(InputInvarianceMetric.Descriptor, options => new InputInvarianceMetric(options))
        .Add<EditInvarianceOptions>(EditInvarianceMetric.Descriptor, options => new EditInvarianceMetric(options))
        .Add<NoOptions>(RandomLogitMetric.Descriptor, _ => new RandomLogitMetric())
        .Add<RandomizationOptions>(RandomizationMetric.Descriptor, options => new RandomizationMetric(options))
        .Add<SmoothRandomizationOptions>(SmoothRandomizationMetric.Descriptor, options => new SmoothRandomizationMetric(options))
        .Add<EfficientRandomizationOptions>(EfficientRandomizationMetric.Descriptor, options => new EfficientRandomizationMetric(options))
        .Add<RemovalDetectabilityOptions>(RemovalDetectabilityMetric.Descriptor, options => new RemovalDetectabilityMetric(options))
        .Add<GoodhartOptions>(GoodhartMetric.Descriptor, options => new GoodhartMetric(options))
        .Add<NoOptions>(EntropyMetric.Descriptor, _ => new EntropyMetric())
        .Add<NoOptions>(EffectiveTokensMetric.Descriptor, _ => new EffectiveTokensMetric())
        .Add<NoOptions>(GiniMetric.Descriptor, _ => new GiniMetric());
}
