namespace Bench.Explainers;

/// <summary>Solves symmetric positive-definite systems by Cholesky's factorisation A = L Lᵀ, in double precision.</summary>
internal sealed class Cholesky
{
    /// <summary>A pivot below this fraction of the largest diagonal element counts as zero.</summary>
    private const double Tolerance = 1e-12;

    private readonly double[,] _factor;

    private Cholesky(double[,] factor) => _factor = factor;

    /// <summary>Factorises a matrix.</summary>
    /// <param name="matrix">[n, n], symmetric; only the lower triangle is read.</param>
    /// <returns>The factorisation, or <see langword="null"/> where the matrix is singular or not positive definite.</returns>
    public static Cholesky? Factorize(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        double largest = 0;
        for (int i = 0; i < n; i++)
        {
            largest = Math.Max(largest, matrix[i, i]);
        }

        double[,] factor = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[i, j];
                for (int k = 0; k < j; k++)
                {
                    sum -= factor[i, k] * factor[j, k];
                }

                if (i != j)
                {
                    factor[i, j] = sum / factor[j, j];
                }
                else if (sum > Tolerance * largest)
                {
                    factor[i, i] = Math.Sqrt(sum);
                }
                else
                {
                    return null;
                }
            }
        }

        return new Cholesky(factor);
    }

    /// <summary>Solves A x = b.</summary>
    /// <param name="right">b, length n.</param>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        int n = _factor.GetLength(0);
        double[] x = right.ToArray();
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++)
            {
                x[i] -= _factor[i, k] * x[k];
            }

            x[i] /= _factor[i, i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
            {
                x[i] -= _factor[k, i] * x[k];
            }

            x[i] /= _factor[i, i];
        }

        return x;
    }
}
