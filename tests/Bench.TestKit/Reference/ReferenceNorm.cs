using Bench.Inference;

namespace Bench.TestKit;

/// <summary>
/// Layer normalisation: x̂ = (x − μ) / σ with σ = √(variance + ε), y = x̂ ⊙ weight + bias, for every row of x; or the same with μ = 0,
/// which divides by the root of the mean square.
/// </summary>
/// <param name="norm">Weight and bias.</param>
/// <param name="epsilon">ε.</param>
/// <param name="centred">Whether the mean is subtracted.</param>
public sealed class ReferenceNorm(LayerNorm norm, double epsilon, bool centred = true)
{
    private readonly Grid _weight = Grid.From(norm.Weight);
    private readonly Grid _bias = Grid.From(norm.Bias);

    /// <summary>y for every row of x.</summary>
    public Grid Forward(Grid x)
    {
        var y = new Grid(x.Rows, x.Columns);
        for (int i = 0; i < x.Rows; i++)
        {
            (double mean, double sigma) = Moments(x.Row(i));
            for (int j = 0; j < x.Columns; j++)
            {
                y[i, j] = ((x[i, j] - mean) / sigma * _weight[0, j]) + _bias[0, j];
            }
        }

        return y;
    }

    /// <summary>
    /// What a summand u of x becomes: (u − mean(u)) / σ(x) ⊙ weight, row by row. Summands that add up to x give y − bias.
    /// </summary>
    public Grid ForwardPart(Grid x, Grid u)
    {
        var y = new Grid(x.Rows, x.Columns);
        for (int i = 0; i < x.Rows; i++)
        {
            double sigma = Moments(x.Row(i)).Sigma;
            double mean = Moments(u.Row(i)).Mean;
            for (int j = 0; j < x.Columns; j++)
            {
                y[i, j] = (u[i, j] - mean) / sigma * _weight[0, j];
            }
        }

        return y;
    }

    /// <summary>With g = dy ⊙ weight: dx = (g − mean(g) − x̂ mean(g ⊙ x̂)) / σ.</summary>
    public Grid Backward(Grid x, Grid dy)
    {
        int n = x.Columns;
        var dx = new Grid(x.Rows, n);
        for (int i = 0; i < x.Rows; i++)
        {
            (double mean, double sigma) = Moments(x.Row(i));
            double meanG = 0;
            double meanGx = 0;
            for (int j = 0; j < n; j++)
            {
                double g = dy[i, j] * _weight[0, j];
                meanG += centred ? g / n : 0;
                meanGx += g * (x[i, j] - mean) / sigma / n;
            }

            for (int j = 0; j < n; j++)
            {
                dx[i, j] = ((dy[i, j] * _weight[0, j]) - meanG - ((x[i, j] - mean) / sigma * meanGx)) / sigma;
            }
        }

        return dx;
    }

    private (double Mean, double Sigma) Moments(ReadOnlySpan<double> row)
    {
        double mean = 0;
        foreach (double value in row)
        {
            mean += centred ? value / row.Length : 0;
        }

        double variance = 0;
        foreach (double value in row)
        {
            variance += (value - mean) * (value - mean) / row.Length;
        }

        return (mean, Math.Sqrt(variance + epsilon));
    }
}
