using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// The random coalitions from which Sobol indices are estimated. Every feature is kept in half of them (in one more or fewer where their
/// number is odd), in random order: a Latin hypercube of which only the halves count.
/// </summary>
internal static class SobolDesign
{
    /// <summary>Draws them.</summary>
    /// <param name="rows">Number of coalitions N.</param>
    /// <param name="features">Number of features m.</param>
    /// <param name="random">Source of randomness.</param>
    /// <returns>N coalitions of m flags.</returns>
    public static bool[][] Draw(int rows, int features, DeterministicRandom random)
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

    /// <summary>A coalition and those in which one feature is the other way round.</summary>
    /// <param name="coalition">m flags.</param>
    /// <returns>m + 1 coalitions.</returns>
    public static IEnumerable<bool[]> WithFlips(bool[] coalition)
    {
        yield return coalition;
        for (int feature = 0; feature < coalition.Length; feature++)
        {
            bool[] flipped = (bool[])coalition.Clone();
            flipped[feature] = !flipped[feature];
            yield return flipped;
        }
    }
}
