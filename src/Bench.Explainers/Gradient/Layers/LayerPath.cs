using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>The straight line between two points of a layer's input.</summary>
/// <param name="request">What is explained.</param>
/// <param name="layer">Whose input; <see langword="null"/> for word embeddings.</param>
/// <param name="from">Start of the path.</param>
/// <param name="to">Its end.</param>
internal sealed class LayerPath(ExplanationRequest request, int? layer, float[] from, float[] to) : IGradientPath
{
    /// <inheritdoc/>
    public float[] Direction { get; } = [.. to.Zip(from, (end, start) => end - start)];

    /// <summary>The explained number at the end and at the start: two rows.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    public (double Input, double Baseline) Ends(CancellationToken cancellationToken)
    {
        PointContrast contrast = Contrast(from, to, cancellationToken);
        return (contrast.To, contrast.From);
    }

    /// <inheritdoc/>
    public PathAverage Integrate(Quadrature rule, CancellationToken cancellationToken)
    {
        double[] sum = new double[from.Length];
        for (int k = 0; k < rule.Nodes.Length; k++)
        {
            float alpha = (float)rule.Nodes[k];
            float[] point = [.. from.Zip(Direction, (start, step) => start + (alpha * step))];
            ReadOnlySpan<float> gradient = Contrast(point, point, cancellationToken).Multipliers.Span;
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += rule.Weights[k] * gradient[i];
            }
        }

        return PathAverage.Of(sum, Direction, request.Input.Tokens.Length);
    }

    private PointContrast Contrast(float[] start, float[] end, CancellationToken cancellationToken) => request.Model.Answer(
        request.Query(Ask.Contrast) with { Between = new PointPair(layer, start, end) }, cancellationToken).Contrast!;
}
