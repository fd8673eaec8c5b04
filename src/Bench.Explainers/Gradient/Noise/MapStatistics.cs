namespace Bench.Explainers;

/// <summary>Mean and variance of maps, element by element, gathered one map at a time (Welford 1962).</summary>
/// <param name="length">Elements of a map.</param>
internal sealed class MapStatistics(int length)
{
    private readonly double[] _squares = new double[length];

    /// <summary>Maps seen so far.</summary>
    public int Count { get; private set; }

    /// <summary>Mean of every element.</summary>
    public double[] Mean { get; } = new double[length];

    /// <summary>Adds a map.</summary>
    /// <param name="map">Its elements.</param>
    public void Add(ReadOnlySpan<double> map)
    {
        Count++;
        for (int i = 0; i < map.Length; i++)
        {
            double before = map[i] - Mean[i];
            Mean[i] += before / Count;
            _squares[i] += before * (map[i] - Mean[i]);
        }
    }

    /// <summary>Mean square deviation from the mean, of every element (divided by the count, not by one less).</summary>
    public double[] Variance() => Array.ConvertAll(_squares, square => square / Count);

    /// <summary>Standard error of the mean, of every element; needs two maps.</summary>
    public double[] StandardError() => Array.ConvertAll(_squares, square => Math.Sqrt(square / (Count - 1) / Count));
}
