using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// The two matrices of independent random coalitions from which Sobol indices are estimated. Every column of a matrix keeps its feature in
/// half of the rows (in one more or fewer where their number is odd), in random order: a Latin hypercube of which only the halves count.
/// </summary>
/// <param name="A">N coalitions of m flags.</param>
/// <param name="B">N other coalitions.</param>
internal sealed record SobolDesign(bool[][] A, bool[][] B)
{
    /// <summary>Draws both.</summary>
    /// <param name="rows">N.</param>
    /// <param name="features">m.</param>
    /// <param name="random">Source of randomness.</param>
    public static SobolDesign Draw(int rows, int features, DeterministicRandom random) =>
        new(Balanced(rows, features, random), Balanced(rows, features, random));

    /// <summary>Coalition j of A with feature i as coalition j of B has it.</summary>
    /// <param name="row">j.</param>
    /// <param name="feature">i.</param>
    public bool[] Exchanged(int row, int feature)
    {
        bool[] coalition = (bool[])A[row].Clone();
        coalition[feature] = B[row][feature];
        return coalition;
    }

    private static bool[][] Balanced(int rows, int features, DeterministicRandom random)
    {
        bool[][] matrix = [.. Enumerable.Range(0, rows).Select(_ => new bool[features])];
        bool[] column = new bool[rows];
        for (int feature = 0; feature < features; feature++)
        {
            int kept = (rows + random.NextInt(2)) / 2;
            for (int row = 0; row < rows; row++)
            {
                column[row] = row < kept;
            }

            random.Shuffle<bool>(column);
            for (int row = 0; row < rows; row++)
            {
                matrix[row][feature] = column[row];
            }
        }

        return matrix;
    }
}
