using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>The explainers that come with Bench: one line each.</summary>
public static class BuiltInExplainers
{
    /// <summary>Registers all of them.</summary>
    /// <param name="catalog">The catalogue to add to.</param>
    /// <returns>The same catalogue.</returns>
    /// <exception cref="BenchException">One of the ids is taken.</exception>
    public static Catalog<ExplainerDescriptor, IExplainer> AddTo(Catalog<ExplainerDescriptor, IExplainer> catalog) => catalog
        .Add<GradientOptions>(GradientExplainer.Descriptor, options => new GradientExplainer(options))
        .Add<GradientTimesInputOptions>(GradientTimesInputExplainer.Descriptor, options => new GradientTimesInputExplainer(options))
        .Add<IntegratedGradientsOptions>(IntegratedGradientsExplainer.Descriptor, options => new IntegratedGradientsExplainer(options))
        .Add<AdaptiveIntegratedGradientsOptions>(
            AdaptiveIntegratedGradientsExplainer.Descriptor, options => new AdaptiveIntegratedGradientsExplainer(options))
        .Add<MultiBaselineIntegratedGradientsOptions>(
            MultiBaselineIntegratedGradientsExplainer.Descriptor, options => new MultiBaselineIntegratedGradientsExplainer(options))
        .Add<ExpectedGradientsOptions>(ExpectedGradientsExplainer.Descriptor, options => new ExpectedGradientsExplainer(options))
        .Add<GradientShapOptions>(ExpectedGradientsExplainer.GradientShapDescriptor, options => new ExpectedGradientsExplainer(options))
        .Add<SequentialIntegratedGradientsOptions>(
            SequentialIntegratedGradientsExplainer.Descriptor, options => new SequentialIntegratedGradientsExplainer(options))
        .Add<DiscretizedIntegratedGradientsOptions>(
            DiscretizedIntegratedGradientsExplainer.Descriptor, options => new DiscretizedIntegratedGradientsExplainer(options))
        .Add<LayerIntegratedGradientsOptions>(
            LayerIntegratedGradientsExplainer.Descriptor, options => new LayerIntegratedGradientsExplainer(options))
        .Add<DeepLiftOptions>(DeepLiftExplainer.Descriptor, options => new DeepLiftExplainer(options))
        .Add<SmoothGradOptions>(SmoothGradExplainer.Descriptor, options => new SmoothGradExplainer(options, catalog))
        .Add<NoiseOptions>(NoiseMomentExplainer.SquaredDescriptor, options => NoiseMomentExplainer.Squared(options, catalog))
        .Add<NoiseOptions>(NoiseMomentExplainer.VarianceDescriptor, options => NoiseMomentExplainer.Variance(options, catalog))
        .Add<PerturbationOptions>(LeaveOneOutExplainer.Descriptor, options => new LeaveOneOutExplainer(options))
        .Add<OcclusionOptions>(OcclusionExplainer.Descriptor, options => new OcclusionExplainer(options))
        .Add<LimeOptions>(LimeExplainer.Descriptor, options => new LimeExplainer(options))
        .Add<PartitionShapOptions>(PartitionShapExplainer.Descriptor, options => new PartitionShapExplainer(options))
        .Add<SobolOptions>(SobolExplainer.Descriptor, options => new SobolExplainer(options))
        .Add<PerturbationOptions>(ExactShapleyExplainer.Descriptor, options => new ExactShapleyExplainer(options))
        .Add<PerturbationOptions>(FaithShapExplainer.Descriptor, options => new FaithShapExplainer(options))
        .Add<ShapleyEstimatorOptions>(ShapleySamplingExplainer.Descriptor, options => new ShapleySamplingExplainer(options))
        .Add<ShapleyEstimatorOptions>(KernelShapExplainer.Descriptor, options => new KernelShapExplainer(options))
        .Add<ShapleyEstimatorOptions>(UnbiasedKernelShapExplainer.Descriptor, options => new UnbiasedKernelShapExplainer(options))
        .Add<ShapleyEstimatorOptions>(LeverageShapExplainer.Descriptor, options => new LeverageShapExplainer(options))
        .Add<AttentionOptions>(AttentionExplainer.Descriptor, options => new AttentionExplainer(options))
        .Add<AttentionReadingOptions>(AttentionRolloutExplainer.Descriptor, options => new AttentionRolloutExplainer(options))
        .Add<NoOptions>(AttentionFlowExplainer.Descriptor, _ => new AttentionFlowExplainer())
        .Add<AttentionTimesGradientOptions>(
            AttentionTimesGradientExplainer.Descriptor, options => new AttentionTimesGradientExplainer(options))
        .Add<AttentionReadingOptions>(CheferExplainer.Descriptor, options => new CheferExplainer(options))
        .Add<TokenMixingOptions>(TokenMixingExplainer.ValueZeroingDescriptor, TokenMixingExplainer.ValueZeroing)
        .Add<TokenMixingOptions>(TokenMixingExplainer.AltiDescriptor, TokenMixingExplainer.Alti)
        .Add<InputReductionOptions>(InputReductionExplainer.Descriptor, options => new InputReductionExplainer(options))
        .Add<HotFlipOptions>(HotFlipExplainer.Descriptor, options => new HotFlipExplainer(options))
        .Add<AggregateOptions>(AggregateExplainer.Descriptor, options => new AggregateExplainer(options, catalog))
        .Add<EnsembleOptions>(EnsembleExplainer.Descriptor, options => new EnsembleExplainer(options, catalog))
        .Add<NoOptions>(ExactExplainer.Descriptor, _ => new ExactExplainer())
        .Add<RandomOptions>(RandomExplainer.Descriptor, options => new RandomExplainer(options));
}
