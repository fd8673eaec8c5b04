using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// SmoothGrad (Smilkov et al. 2017): the mean of a gradient method's map over noisy copies of the input's embeddings, then reduced to a
/// score per token. Where the reduction is linear (sum, times-input), standard errors are reported.
/// </summary>
/// <param name="options">Method, noise and reduction.</param>
public sealed class SmoothGradExplainer(SmoothGradOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "smoothgrad",
        Name = "SmoothGrad",
        Family = "gradient",
        Needs = ModelNeeds.Gradient,
        CostFormula = "samples forward and backward (times steps for integrated gradients)",
        Citation = "Smilkov et al. 2017, SmoothGrad: removing noise by adding noise, section 3",
        Summary = "A gradient method averaged over noisy copies of the embeddings",
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var maps = new NoisyMaps(request, options);
        return Explain(request, maps, maps.Draw(), cancellationToken);
    }

    /// <summary>The same with given noise.</summary>
    internal Attribution Explain(ExplanationRequest request, NoisyMaps maps, float[][] noise, CancellationToken cancellationToken)
    {
        int tokens = request.Input.Tokens.Length;
        int width = maps.Input.Length / tokens;
        var statistics = new RunningMoments(maps.Input.Length);
        var perToken = new RunningMoments(tokens);
        maps.ForEach(
            noise,
            map =>
            {
                statistics.Add(map);
                perToken.Add(Reduce(map, maps.Input, width));
            },
            cancellationToken);
        bool linear = options.Reduce is MapReduction.Sum or MapReduction.TimesInput;
        Attribution attribution = Scores.Attribution(
            [.. Reduce(statistics.Mean, maps.Input, width)],
            request,
            (DiagnosticNames.DegreesOfFreedom, linear ? perToken.DegreesOfFreedom : double.NaN));
        return linear ? attribution with { StandardErrors = [.. perToken.StandardError()] } : attribution;
    }

    private double[] Reduce(double[] map, ReadOnlySpan<float> input, int width)
    {
        double[] scores = new double[map.Length / width];
        for (int i = 0; i < map.Length; i++)
        {
            scores[i / width] += options.Reduce switch
            {
                MapReduction.L2 => map[i] * map[i],
                MapReduction.L1 => Math.Abs(map[i]),
                MapReduction.Sum => map[i],
                _ => map[i] * input[i],
            };
        }

        return options.Reduce == MapReduction.L2 ? Array.ConvertAll(scores, Math.Sqrt) : scores;
    }
}
