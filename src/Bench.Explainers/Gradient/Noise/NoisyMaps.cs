using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Maps of a gradient method at noisy copies of the input's embeddings: [n, E], or [n] of an explainer's scores or of sums.
/// </summary>
/// <param name="request">What is explained.</param>
/// <param name="options">Method and noise.</param>
/// <param name="method">The explainer of <see cref="GradientMap.Method"/>.</param>
/// <param name="sum">The sums that are enough, where they are.</param>
internal sealed class NoisyMaps(
    ExplanationRequest request, NoiseOptions options, IExplainer? method = null, NoisySum? sum = null)
{
    private readonly float[] _input = request.Model.Embed(request.Input.Row).Span.ToArray();

    /// <summary>The input's embeddings, [n, E].</summary>
    public ReadOnlySpan<float> Input => _input;

    /// <summary>Whether the maps are sums over each token's embedding, reduced as their owner asked.</summary>
    public bool AreSums => sum is not null;

    /// <summary>Elements of a map per token: E, or 1 for scores and sums.</summary>
    public int Width => method is null && !AreSums ? _input.Length / request.Input.Tokens.Length : 1;

    /// <summary>Draws the noise: independent Gaussians for every element, special tokens included.</summary>
    public float[][] Draw()
    {
        double scale = options.Noise * NoiseUnit.Of(options.Scale, _input);
        var random = new DeterministicRandom(request.Seed);
        float[][] noise = new float[options.Samples][];
        for (int k = 0; k < noise.Length; k++)
        {
            noise[k] = new float[_input.Length];
            for (int i = 0; i < _input.Length; i++)
            {
                noise[k][i] = (float)(scale * random.NextGaussian());
            }
        }

        return noise;
    }

    /// <summary>Computes the map at every noisy input, in order.</summary>
    /// <param name="noise">Noise [n, E] of every copy.</param>
    /// <param name="use">Receives each map; its memory is used again.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public void ForEach(float[][] noise, Action<double[]> use, CancellationToken cancellationToken)
    {
        if (options.Of == GradientMap.IntegratedGradients)
        {
            Integrate(noise, use, cancellationToken);
            return;
        }

        if (method is not null)
        {
            Explain(method, noise, use, cancellationToken);
            return;
        }

        InputRow row = request.Input.Row;
        ReadOnlyMemory<float> factor = sum is { WithInput: true } ? _input : default;
        Query[] queries = [.. noise.Select(one => request.Query(
            new InputRow { TokenIds = row.TokenIds, TypeIds = row.TypeIds, Embeddings = new ReplacedEmbeddings(_input, one, 1) },
            AreSums ? Ask.GradientSums : Ask.Gradient) with { Factor = factor })];
        double[] map = new double[sum is null ? _input.Length : row.Length];
        GradientBatches.ForEach(request.Model, queries, _input.Length, cancellationToken, (k, answer) =>
        {
            if (sum is null)
            {
                Write(answer.Gradient.Span, noise[k], map);
            }
            else
            {
                sum.Of(answer.GradientSums!).CopyTo(map);
            }

            use(map);
        });
    }

    private void Write(ReadOnlySpan<float> gradient, float[] noise, double[] map)
    {
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = options.Of switch
            {
                GradientMap.AbsoluteGradient => Math.Abs(gradient[i]),
                GradientMap.GradientXInput => gradient[i] * ((double)_input[i] + noise[i]),
                _ => gradient[i],
            };
        }
    }

    private void Explain(IExplainer explainer, float[][] noise, Action<double[]> use, CancellationToken cancellationToken)
    {
        for (int k = 0; k < noise.Length; k++)
        {
            float[] noisy = [.. _input.Zip(noise[k], (element, added) => element + added)];
            ExplanationRequest moved = request with
            {
                Model = new NoisyInput(request.Model, request.Input.Row, noisy),
                Seed = DeterministicRandom.Derive(request.Seed, $"copy {k}"),
            };
            use([.. explainer.Explain(moved, cancellationToken).Scores]);
        }
    }

    private void Integrate(float[][] noise, Action<double[]> use, CancellationToken cancellationToken)
    {
        Quadrature rule = Quadrature.Create(QuadratureRule.GaussLegendre, options.Steps);
        float[] baseline = Baseline.Of(
            request, options.Baseline == FillerBaseline.Mask ? BaselineKind.Mask : BaselineKind.Pad, "").Embeddings;
        float[] end = new float[_input.Length];
        foreach (float[] one in noise)
        {
            for (int i = 0; i < end.Length; i++)
            {
                end[i] = _input[i] + one[i];
            }

            var path = new StraightPath(request, baseline, end);
            double[] map = path.Map(rule, cancellationToken);
            for (int i = 0; i < map.Length; i++)
            {
                map[i] *= path.Direction[i];
            }

            use(map);
        }
    }
}
