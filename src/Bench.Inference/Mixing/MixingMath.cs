namespace Bench.Inference;

/// <summary>
/// Measures between states, for every core, in double precision: differences of nearly equal vectors would drown in single precision's
/// rounding.
/// </summary>
public static class MixingMath
{
    /// <summary>Cosine of the angle between two vectors; exactly 1 where they are equal, and 1 where one is 0.</summary>
    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.SequenceEqual(b))
        {
            return 1;
        }

        double product = 0, squaresA = 0, squaresB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            product += (double)a[i] * b[i];
            squaresA += (double)a[i] * a[i];
            squaresB += (double)b[i] * b[i];
        }

        double norms = Math.Sqrt(squaresA * squaresB);
        return norms == 0 ? 1 : product / norms;
    }

    /// <summary>1 / √(variance + ε).</summary>
    public static double InverseDeviation(ReadOnlySpan<float> x, double epsilon)
    {
        double mean = Mean(x), squares = 0;
        foreach (float value in x)
        {
            squares += (value - mean) * (value - mean);
        }

        return 1 / Math.Sqrt((squares / x.Length) + epsilon);
    }

    /// <summary>(x − mean of x) · inverse · scale.</summary>
    public static double[] Scaled(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, double inverse)
    {
        double mean = Mean(x);
        double[] result = new double[x.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = (x[i] - mean) * inverse * scale[i];
        }

        return result;
    }

    /// <summary>x += y.</summary>
    public static void Add(Span<double> x, ReadOnlySpan<float> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            x[i] += y[i];
        }
    }

    /// <summary>max(0, ‖whole‖₁ − ‖whole − part‖₁).</summary>
    public static double Nearness(ReadOnlySpan<double> whole, ReadOnlySpan<double> part)
    {
        double nearness = 0;
        for (int i = 0; i < whole.Length; i++)
        {
            nearness += Math.Abs(whole[i]) - Math.Abs(whole[i] - part[i]);
        }

        return Math.Max(0, nearness);
    }

    /// <summary>Divides a row by its sum; a row of zeros becomes 1 at its own token.</summary>
    public static void Normalize(Span<double> row, int own)
    {
        double sum = 0;
        foreach (double value in row)
        {
            sum += value;
        }

        if (sum == 0)
        {
            row[own] = 1;
            return;
        }

        foreach (ref double value in row)
        {
            value /= sum;
        }
    }

    private static double Mean(ReadOnlySpan<float> x)
    {
        double sum = 0;
        foreach (float value in x)
        {
            sum += value;
        }

        return sum / x.Length;
    }
}
