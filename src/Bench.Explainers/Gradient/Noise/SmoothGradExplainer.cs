using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// SmoothGrad (Smilkov et al. 2017): the mean of a gradient method's map over noisy copies of the input's embeddings, then reduced to a
/// score per token. Where the reduction is linear (sum, times-input), standard errors are reported.
/// </summary>
public sealed class SmoothGradExplainer : IExplainer
{
    private readonly SmoothGradOptions _options;
    private readonly Configured<ExplainerDescriptor, IExplainer>? _method;

    /// <summary>Checks the options and makes the explainer decorated.</summary>
    /// <param name="options">Method, noise and reduction.</param>
    /// <param name="catalog">Where an explainer named by the options is found.</param>
    /// <exception cref="BenchException">That explainer is unknown or cannot be decorated, or the options do not fit together.</exception>
    public SmoothGradExplainer(SmoothGradOptions options, Catalog<ExplainerDescriptor, IExplainer> catalog)
    {
        if (options is { Of: GradientMap.Method, Reduce: MapReduction.TimesInput })
        {
            throw new BenchException(
                "An explainer's scores have one element per token, which no embedding can be multiplied with",
                $"{Descriptor.Id}:reduce",
                "Allowed with of=method: sum (signed), l1 or l2 (the absolute value)");
        }

        _options = options;
        _method = NoisyMethod.Make(options, catalog, Descriptor.Id);
    }

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "smoothgrad",
        Name = "SmoothGrad",
        Family = "gradient",
        Needs = Ask.Gradient,
        CostFormula = "samples × forward and backward, or that of the method (integrated gradients: its steps)",
        Citation = "Smilkov et al. 2017, SmoothGrad: removing noise by adding noise",
        Summary = "A gradient method averaged over noisy copies of the embeddings",
        UnsignedWith = ["reduce=l2", "reduce=l1"],
        Draws = true,
    };

    /// <inheritdoc/>
    public IReadOnlyList<Configured<ExplainerDescriptor, IExplainer>> Inner => _method is null ? [] : [_method];

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) => _method?.Instance.Check(model, tokenizer, input);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var maps = new NoisyMaps(request, _options, _method?.Instance, NoisySum.Mean(request.Input, _options));
        return Explain(request, maps, maps.Draw(), cancellationToken);
    }

    /// <summary>The same with given noise.</summary>
    internal Attribution Explain(ExplanationRequest request, NoisyMaps maps, float[][] noise, CancellationToken cancellationToken)
    {
        int tokens = request.Input.Tokens.Length;
        var statistics = new RunningMoments(tokens * maps.Width);
        var perToken = new RunningMoments(tokens);
        maps.ForEach(
            noise,
            map =>
            {
                statistics.Add(map);
                perToken.Add(Reduce(map, maps));
            },
            cancellationToken);
        bool linear = _options.Reduce is MapReduction.Sum or MapReduction.TimesInput;
        Attribution attribution = Scores.Attribution(
            [.. Reduce(statistics.Mean, maps)],
            request,
            (DiagnosticNames.DegreesOfFreedom, linear ? perToken.DegreesOfFreedom : double.NaN)) with
        {
            PixelScores = _method is null ? PerPixel(request, statistics.Mean) : [],
        };
        return linear ? attribution with { StandardErrors = [.. perToken.StandardError()] } : attribution;
    }

    private ImmutableArray<double> PerPixel(ExplanationRequest request, double[] mean)
    {
        ReadOnlyMemory<float> input = request.Input.Row.Pixels;
        return _options.Reduce switch
        {
            MapReduction.L2 => PixelScores.Norm(request.Input, i => mean[i]),
            MapReduction.L1 => PixelScores.Sum(request.Input, i => Math.Abs(mean[i])),
            MapReduction.Sum => PixelScores.Sum(request.Input, i => mean[i]),
            _ => PixelScores.Sum(request.Input, i => mean[i] * input.Span[i]),
        };
    }

    private double[] Reduce(double[] map, NoisyMaps maps)
    {
        if (maps.AreSums)
        {
            return map;
        }

        ReadOnlySpan<float> input = maps.Input;
        double[] scores = new double[map.Length / maps.Width];
        for (int i = 0; i < map.Length; i++)
        {
            scores[i / maps.Width] += _options.Reduce switch
            {
                MapReduction.L2 => map[i] * map[i],
                MapReduction.L1 => Math.Abs(map[i]),
                MapReduction.Sum => map[i],
                _ => map[i] * input[i],
            };
        }

        return _options.Reduce == MapReduction.L2 ? Array.ConvertAll(scores, Math.Sqrt) : scores;
    }
}
