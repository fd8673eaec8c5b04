namespace Bench.Evaluation;

/// <summary>What a sample says of a mean. Deterministic: nothing is drawn.</summary>
public static class MeanInference
{
    /// <summary>Samples with no more different values than this are few-valued: no theory of large samples holds for them.</summary>
    public const int FewValues = 10;

    /// <summary>A mean with its 95 % interval.</summary>
    /// <param name="values">One finite value per text.</param>
    /// <param name="range">Bounds of a value; none unless given.</param>
    public static MeanEstimate Estimate(ReadOnlySpan<double> values, ScoreRange? range = null)
    {
        if (values.Length < 2)
        {
            return new MeanEstimate(values.Length == 0 ? double.NaN : values[0], double.NaN, double.NaN, values.Length, IntervalKind.None);
        }

        ScoreRange bounds = (range ?? ScoreRange.Unbounded).Covering(values);
        double mean = Average(values);
        if (bounds.IsBounded && bounds.High > bounds.Low && IsFewValued(values))
        {
            (double low, double high) = ScoreInterval.Of(values, bounds);
            return new MeanEstimate(mean, low, high, values.Length, IntervalKind.Score);
        }

        return ByMoments(values, mean, Sample.OfScores);
    }

    /// <summary>
    /// A mean difference with its 95 % interval and p-value, which agree: 0 lies outside the interval where p is below 5 %.
    /// </summary>
    /// <param name="differences">One finite difference per text, exactly 0 for a tie.</param>
    /// <param name="range">Bounds of a difference; none unless given.</param>
    public static PairedDifference Difference(ReadOnlySpan<double> differences, ScoreRange? range = null)
    {
        ScoreRange bounds = (range ?? ScoreRange.Unbounded).Covering(differences);
        if (differences.Length < 2 || !bounds.IsBounded || !(bounds.High > bounds.Low) || !IsFewValued(differences))
        {
            return Large(differences);
        }

        var few = new BoundedMean(differences, bounds);
        (double low, double high) = few.Interval();
        double deviation = NumericalError.AreEqual(differences) ? 0 : new Sample(differences, Sample.OfDifferences).Deviation;
        return new PairedDifference(
            new MeanEstimate(Average(differences), low, high, differences.Length, IntervalKind.Exact), few.PValue(), deviation);
    }

    private static PairedDifference Large(ReadOnlySpan<double> differences)
    {
        if (differences.Length < 2)
        {
            return new PairedDifference(Estimate(differences), 1, double.NaN);
        }

        MeanEstimate estimate = ByMoments(differences, Average(differences), Sample.OfDifferences);
        if (estimate.Interval == IntervalKind.Constant)
        {
            // Without bounds all that equal differences say is their sign.
            return new PairedDifference(estimate, estimate.Mean == 0 ? 1 : Math.Pow(2, 1 - differences.Length), 0);
        }

        var sample = new Sample(differences, Sample.OfDifferences);
        return new PairedDifference(estimate, sample.PValue(), sample.Deviation);
    }

    private static MeanEstimate ByMoments(ReadOnlySpan<double> values, double mean, double enlargement)
    {
        if (NumericalError.AreEqual(values))
        {
            return new MeanEstimate(mean, double.NaN, double.NaN, values.Length, IntervalKind.Constant);
        }

        (double low, double high) = new Sample(values, enlargement).Interval();
        return new MeanEstimate(mean, low, high, values.Length, IntervalKind.Student);
    }

    private static double Average(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    // Values that only rounding tells apart are one value.
    private static bool IsFewValued(ReadOnlySpan<double> values)
    {
        Span<double> seen = stackalloc double[FewValues];
        int count = 0;
        foreach (double value in values)
        {
            bool known = false;
            for (int i = 0; i < count && !known; i++)
            {
                known = NumericalError.Difference(seen[i], value) == 0;
            }

            if (!known && count == FewValues)
            {
                return false;
            }

            if (!known)
            {
                seen[count++] = value;
            }
        }

        return true;
    }
}
