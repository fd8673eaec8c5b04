namespace Bench.Inference;

/// <summary>
/// Multipliers of what is neither linear nor one-dimensional, between two points a and b: every rule gives Σ m · (b − a) = the change that
/// comes out, weighed with the multipliers by the outputs. Δ(x y) = Δx ȳ + Δy x̄, with the means of both points, is exact.
/// </summary>
internal static class ContrastRules
{
    /// <summary>Softmax: p = e r with e = exp(s) and r = 1 / Σ e.</summary>
    /// <param name="a">Scores of one point; those of minus infinity have no share.</param>
    /// <param name="b">Scores of the other, hidden at the same places.</param>
    /// <param name="m">Multipliers by the shares; receives those by the scores.</param>
    public static void Softmax(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> m)
    {
        double most = double.NegativeInfinity;
        for (int i = 0; i < a.Length; i++)
        {
            most = Math.Max(most, Math.Max(a[i], b[i]));
        }

        (double sumA, double sumB, double mixed) = (0, 0, 0);
        for (int i = 0; i < a.Length; i++)
        {
            (double ea, double eb) = double.IsNegativeInfinity(most) ? (0, 0) : (Math.Exp(a[i] - most), Math.Exp(b[i] - most));
            sumA += ea;
            sumB += eb;
            mixed += m[i] * (ea + eb) / 2;
        }

        if (sumA == 0 || sumB == 0)
        {
            m.Clear();
            return;
        }

        double mean = ((1 / sumA) + (1 / sumB)) / 2;
        for (int i = 0; i < a.Length; i++)
        {
            m[i] = double.IsNegativeInfinity(a[i])
                ? 0
                : ((m[i] * mean) - (mixed / (sumA * sumB))) * Curve.ExponentialSlope(a[i] - most, b[i] - most);
        }
    }

    /// <summary>The logarithm of softmax: log p = s − log Σ exp(s).</summary>
    /// <param name="a">Scores of one point, finite.</param>
    /// <param name="b">Scores of the other.</param>
    /// <param name="m">Multipliers by the logarithms; receives those by the scores.</param>
    public static void LogSoftmax(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> m)
    {
        double most = double.NegativeInfinity, sumA = 0, sumB = 0, weights = 0;
        for (int i = 0; i < a.Length; i++)
        {
            most = Math.Max(most, Math.Max(a[i], b[i]));
        }

        for (int i = 0; i < a.Length; i++)
        {
            sumA += Math.Exp(a[i] - most);
            sumB += Math.Exp(b[i] - most);
            weights += m[i];
        }

        double bySum = Curve.LogarithmSlope(sumA, sumB);
        for (int i = 0; i < a.Length; i++)
        {
            m[i] -= weights * bySum * Curve.ExponentialSlope(a[i] - most, b[i] - most);
        }
    }

    /// <summary>Normalisation: y = c r w with c = x − mean(x), or c = x where it is not centred, v = mean(c²) + ε and r = 1 / √v.</summary>
    /// <param name="norm">w.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="centred">Whether the mean is subtracted.</param>
    /// <param name="a">One row of x.</param>
    /// <param name="b">The other.</param>
    /// <param name="m">Multipliers by y; receives those by x.</param>
    public static void Normalization(
        LayerNorm norm, double epsilon, bool centred, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> m)
    {
        int n = a.Length;
        ReadOnlySpan<float> weights = norm.Weight.Span;
        (double meanA, double deviationA) = Moments(a, epsilon, centred);
        (double meanB, double deviationB) = Moments(b, epsilon, centred);
        double inverse = ((1 / deviationA) + (1 / deviationB)) / 2;
        double mixed = 0;
        for (int i = 0; i < n; i++)
        {
            mixed += (double)m[i] * weights[i] * Middle(a[i], b[i]);
        }

        // Δr / Δv, times the change of v with each c.
        double byVariance = -mixed / (deviationA * deviationB * (deviationA + deviationB)) * 2 / n;
        double sum = 0;
        Span<double> byCentred = n <= 4096 ? stackalloc double[n] : new double[n];
        for (int i = 0; i < n; i++)
        {
            byCentred[i] = ((double)m[i] * weights[i] * inverse) + (byVariance * Middle(a[i], b[i]));
            sum += centred ? byCentred[i] : 0;
        }

        for (int i = 0; i < n; i++)
        {
            m[i] = (float)(byCentred[i] - (sum / n));
        }

        double Middle(float x, float y) => ((x - meanA) + (y - meanB)) / 2;
    }

    /// <summary>Mean, taken as 0 where rows are not centred, and √(mean square of the differences from it + ε).</summary>
    public static (double Mean, double Deviation) Moments(ReadOnlySpan<float> row, double epsilon, bool centred)
    {
        double mean = 0, squares = 0;
        foreach (float value in row)
        {
            mean += centred ? value : 0;
        }

        mean /= row.Length;
        foreach (float value in row)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, Math.Sqrt((squares / row.Length) + epsilon));
    }
}
