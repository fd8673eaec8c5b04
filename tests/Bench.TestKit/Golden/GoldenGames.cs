using System.Numerics;
using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>What tokens do to the explained number when they are taken away, by going through every case.</summary>
/// <param name="function">The number.</param>
/// <param name="row">The row.</param>
/// <param name="features">Positions of the features, m.</param>
/// <param name="mask">Id of the mask token.</param>
internal sealed class GoldenGames(GoldenFunction function, InputRow row, int[] features, int mask)
{
    /// <summary>More features than this are not enumerated.</summary>
    public const int MostFeatures = 9;

    private readonly double _whole = function.Of(row);

    /// <summary>f(input) − f(input with a feature masked), [m].</summary>
    public double[] MaskedOne() => [.. features.Select((_, i) => _whole - Kept(feature => feature != i))];

    /// <summary>f(input) − f(input without a feature), [m]; later tokens move up.</summary>
    public double[] DeletedOne() => [.. features.Select(position => _whole - function.Of(new InputRow
    {
        TokenIds = Without(row.TokenIds, position),
        TypeIds = Without(row.TypeIds, position),
    }))];

    /// <summary>f(input) − f(input with two neighbouring features masked), [m − 1].</summary>
    public double[] MaskedPairs() =>
        [.. Enumerable.Range(0, features.Length - 1).Select(i => _whole - Kept(feature => feature != i && feature != i + 1))];

    /// <summary>The value of every coalition [2^m]; bit i of the index: feature i is present.</summary>
    public double[] Coalitions() =>
        [.. Enumerable.Range(0, 1 << features.Length).Select(set => Kept(feature => (set >> feature & 1) == 1))];

    /// <summary>Shapley values: Σ_S |S|! (m − |S| − 1)! / m! · (v(S ∪ i) − v(S)).</summary>
    public static double[] Shapley(double[] values) => Weighted(values, (m, size) => 1 / (m * Binomial(m - 1, size)));

    /// <summary>Banzhaf values: the mean of v(S ∪ i) − v(S) over all S.</summary>
    public static double[] Banzhaf(double[] values) => Weighted(values, (m, _) => Math.Pow(2, 1 - m));

    private static double[] Weighted(double[] values, Func<int, int, double> weight)
    {
        int m = BitOperations.Log2((uint)values.Length);
        return [.. Enumerable.Range(0, m).Select(i => Enumerable.Range(0, values.Length)
            .Where(set => (set >> i & 1) == 0)
            .Sum(set => weight(m, BitOperations.PopCount((uint)set)) * (values[set | (1 << i)] - values[set])))];
    }

    private static double Binomial(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);

    private double Kept(Func<int, bool> isKept)
    {
        int[] ids = row.TokenIds.ToArray();
        foreach ((int feature, int position) in features.Index())
        {
            ids[position] = isKept(feature) ? ids[position] : mask;
        }

        return function.Of(new InputRow { TokenIds = ids, TypeIds = row.TypeIds });
    }

    private static int[] Without(ReadOnlyMemory<int> values, int position) => [.. values.ToArray().Where((_, i) => i != position)];
}
