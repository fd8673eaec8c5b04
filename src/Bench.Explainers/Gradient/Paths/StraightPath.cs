using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>The straight line from a baseline to the input, along which gradients are averaged.</summary>
/// <param name="request">What is explained.</param>
/// <param name="baseline">Start of the path, [n, E].</param>
/// <param name="end">End of the path, [n, E]: the input's embeddings, or noisy ones.</param>
internal sealed class StraightPath(ExplanationRequest request, float[] baseline, ReadOnlySpan<float> end) : IGradientPath
{
    /// <inheritdoc/>
    public float[] Direction { get; } = Subtract(end, baseline);

    /// <summary>The row at one point of the path.</summary>
    /// <param name="alpha">0 at the baseline, 1 at the input.</param>
    public InputRow RowAt(double alpha) => new()
    {
        TokenIds = request.Input.Row.TokenIds,
        TypeIds = request.Input.Row.TypeIds,
        Embeddings = new ReplacedEmbeddings(baseline, Direction, (float)alpha),
    };

    /// <summary>The explained number at both ends of the path: two rows.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    public (double Input, double Baseline) Ends(CancellationToken cancellationToken)
    {
        double[] values = request.Values([request.Input.Row, RowAt(0)], cancellationToken);
        return (values[0], values[1]);
    }

    /// <summary>The question about the gradient at one point: whole where pixels are scored, else its sums.</summary>
    /// <param name="alpha">0 at the baseline, 1 at the input.</param>
    public Query QueryAt(double alpha) =>
        request.Query(RowAt(alpha), request.Input.Picture is null ? Ask.GradientSums : Ask.Gradient) with { Factor = Direction };

    /// <inheritdoc/>
    public PathAverage Integrate(Quadrature rule, CancellationToken cancellationToken)
    {
        int tokens = request.Input.Tokens.Length;
        if (request.Input.Picture is not null)
        {
            return PathAverage.Of(Map(rule, cancellationToken), Direction, tokens);
        }

        var average = new PathAverage(new double[tokens], new double[tokens], []);
        Query[] queries = [.. rule.Nodes.Select(QueryAt)];
        GradientBatches.ForEach(request.Model, queries, baseline.Length, cancellationToken, (k, answer) =>
        {
            Add(average.Plain, rule.Weights[k], answer.GradientSums!.Plain.Span);
            Add(average.Product, rule.Weights[k], answer.GradientSums!.Product.Span);
        });
        return average;
    }

    /// <summary>The weighted sum of the gradients themselves.</summary>
    /// <param name="rule">Nodes and weights.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>[n, E] in row-major order.</returns>
    public double[] Map(Quadrature rule, CancellationToken cancellationToken)
    {
        double[] sum = new double[baseline.Length];
        Query[] queries = [.. rule.Nodes.Select(alpha => request.Query(RowAt(alpha)))];
        GradientBatches.ForEach(request.Model, queries, sum.Length, cancellationToken, (k, answer) =>
        {
            ReadOnlySpan<float> gradient = answer.Gradient.Span;
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += rule.Weights[k] * gradient[i];
            }
        });
        return sum;
    }

    private static void Add(double[] sum, double weight, ReadOnlySpan<double> values)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += weight * values[i];
        }
    }

    private static float[] Subtract(ReadOnlySpan<float> input, ReadOnlySpan<float> baseline)
    {
        float[] difference = new float[input.Length];
        for (int i = 0; i < difference.Length; i++)
        {
            difference[i] = input[i] - baseline[i];
        }

        return difference;
    }
}
