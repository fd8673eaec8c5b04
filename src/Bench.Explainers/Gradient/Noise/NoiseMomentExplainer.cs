using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// The second moment (SmoothGrad-Squared, Hooker et al. 2019) or the variance (VarGrad, Adebayo et al. 2018) of a gradient method's map
/// over noisy copies of the input's embeddings, summed over each token's embedding. Scores are never negative.
/// </summary>
public sealed class NoiseMomentExplainer : IExplainer
{
    private readonly NoiseOptions _options;
    private readonly Configured<ExplainerDescriptor, IExplainer>? _method;
    private readonly bool _central;

    private NoiseMomentExplainer(NoiseOptions options, Configured<ExplainerDescriptor, IExplainer>? method, bool central) =>
        (_options, _method, _central) = (options, method, central);

    /// <summary>Id and description of SmoothGrad-Squared.</summary>
    public static ExplainerDescriptor SquaredDescriptor { get; } = new()
    {
        Id = "smoothgrad-squared",
        Name = "SmoothGrad-Squared",
        Family = "gradient",
        Needs = Ask.Gradient,
        CostFormula = "samples × forward and backward, or that of the method (integrated gradients: its steps)",
        Citation = "Hooker et al. 2019, A Benchmark for Interpretability Methods in Deep Neural Networks",
        Summary = "Mean square of a gradient method over noisy copies of the embeddings",
        IsSigned = false,
        Draws = true,
    };

    /// <summary>Id and description of VarGrad.</summary>
    public static ExplainerDescriptor VarianceDescriptor { get; } = new()
    {
        Id = "vargrad",
        Name = "VarGrad",
        Family = "gradient",
        Needs = Ask.Gradient,
        CostFormula = "samples × forward and backward, or that of the method (integrated gradients: its steps)",
        Citation = "Adebayo et al. 2018, Local Explanation Methods for Deep Neural Networks Lack Sensitivity to Parameter Values",
        Summary = "Variance of a gradient method over noisy copies of the embeddings",
        IsSigned = false,
        Draws = true,
    };

    /// <summary>SmoothGrad-Squared.</summary>
    /// <param name="options">Method and noise.</param>
    /// <param name="catalog">Where an explainer named by the options is found.</param>
    /// <exception cref="BenchException">That explainer is unknown or cannot be decorated.</exception>
    public static NoiseMomentExplainer Squared(NoiseOptions options, Catalog<ExplainerDescriptor, IExplainer> catalog) =>
        new(options, NoisyMethod.Make(options, catalog, SquaredDescriptor.Id), central: false);

    /// <summary>VarGrad.</summary>
    /// <param name="options">Method and noise.</param>
    /// <param name="catalog">Where an explainer named by the options is found.</param>
    /// <exception cref="BenchException">That explainer is unknown or cannot be decorated.</exception>
    public static NoiseMomentExplainer Variance(NoiseOptions options, Catalog<ExplainerDescriptor, IExplainer> catalog) =>
        new(options, NoisyMethod.Make(options, catalog, VarianceDescriptor.Id), central: true);

    /// <inheritdoc/>
    public IReadOnlyList<Configured<ExplainerDescriptor, IExplainer>> Inner => _method is null ? [] : [_method];

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) => _method?.Instance.Check(model, tokenizer, input);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        NoisySum? sum = _central ? null : NoisySum.Square(request.Input, _options.Of);
        var maps = new NoisyMaps(request, _options, _method?.Instance, sum);
        return Explain(request, maps, maps.Draw(), cancellationToken);
    }

    /// <summary>The same with given noise.</summary>
    internal Attribution Explain(ExplanationRequest request, NoisyMaps maps, float[][] noise, CancellationToken cancellationToken)
    {
        int tokens = request.Input.Tokens.Length;
        int width = maps.Width;
        var statistics = new RunningMoments(tokens * width);
        maps.ForEach(noise, map => statistics.Add(map), cancellationToken);
        double[] variance = statistics.Variance();
        double[] moments = maps.AreSums
            ? statistics.Mean
            : [.. variance.Select((value, i) => value + (_central ? 0 : statistics.Mean[i] * statistics.Mean[i]))];
        double[] scores = new double[tokens];
        for (int i = 0; i < moments.Length; i++)
        {
            scores[i / width] += moments[i];
        }

        return Scores.Attribution([.. scores], request) with
        {
            PixelScores = _method is null ? PixelScores.Sum(request.Input, i => moments[i]) : [],
        };
    }
}
