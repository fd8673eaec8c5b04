namespace Bench.Explainers;

/// <summary>Mean and variance of vectors, element by element, gathered one vector at a time (Welford 1962).</summary>
/// <param name="length">Elements of a vector.</param>
internal sealed class RunningMoments(int length)
{
    private readonly double[] _squares = new double[length];

    /// <summary>Vectors seen so far.</summary>
    public int Count { get; private set; }

    /// <summary>Mean of every element.</summary>
    public double[] Mean { get; } = new double[length];

    /// <summary>Adds a vector.</summary>
    /// <param name="vector">Its elements.</param>
    public void Add(ReadOnlySpan<double> vector)
    {
        Count++;
        for (int i = 0; i < vector.Length; i++)
        {
            double before = vector[i] - Mean[i];
            Mean[i] += before / Count;
            _squares[i] += before * (vector[i] - Mean[i]);
        }
    }

    /// <summary>Mean square deviation from the mean, of every element (divided by the count, not by one less).</summary>
    public double[] Variance() => Array.ConvertAll(_squares, square => square / Count);

    /// <summary>Degrees of freedom of <see cref="StandardError"/>; NaN below two vectors.</summary>
    public double DegreesOfFreedom => Count < 2 ? double.NaN : Count - 1;

    /// <summary>Standard error of the mean, of every element; empty below two vectors.</summary>
    public double[] StandardError() => Count < 2 ? [] : Array.ConvertAll(_squares, square => Math.Sqrt(square / (Count - 1) / Count));
}
