namespace Bench.Evaluation;

/// <summary>Small symmetric positive definite systems.</summary>
internal static class LinearSystem
{
    /// <summary>Solves A x = b by elimination, without pivots: a positive definite matrix needs none.</summary>
    /// <param name="matrix">A, overwritten.</param>
    /// <param name="side">b, overwritten.</param>
    public static double[] Solve(double[,] matrix, double[] side)
    {
        int n = side.Length;
        for (int column = 0; column < n; column++)
        {
            for (int row = column + 1; row < n; row++)
            {
                double factor = matrix[row, column] / matrix[column, column];
                for (int i = column; i < n; i++)
                {
                    matrix[row, i] -= factor * matrix[column, i];
                }

                side[row] -= factor * side[column];
            }
        }

        for (int row = n - 1; row >= 0; row--)
        {
            for (int i = row + 1; i < n; i++)
            {
                side[row] -= matrix[row, i] * side[i];
            }

            side[row] /= matrix[row, row];
        }

        return side;
    }
}
