using System.Globalization;
using Bench.Abstractions;
using Xunit.Sdk;

namespace Bench.TestKit;

/// <summary>Compares lists of numbers; a failure names the worst element.</summary>
public static class Close
{
    /// <summary>Requires |actual − expected| ≤ absolute + relative · |expected| for every element.</summary>
    /// <param name="expected">The reference.</param>
    /// <param name="actual">What was computed.</param>
    /// <param name="absolute">Absolute tolerance.</param>
    /// <param name="relative">Relative tolerance.</param>
    /// <param name="what">What is compared, for example the case and the field.</param>
    public static void Within(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double absolute, double relative, string what)
    {
        if (expected.Length != actual.Length)
        {
            throw new XunitException($"{what}: {actual.Length} elements, expected {expected.Length}.");
        }

        (int worst, double excess) = (-1, 0);
        for (int i = 0; i < expected.Length; i++)
        {
            double over = Math.Abs(actual[i] - expected[i]) - (absolute + (relative * Math.Abs(expected[i])));

            // NaN fails too: it is not smaller than anything.
            if (!(over <= excess))
            {
                (worst, excess) = (i, double.IsNaN(over) ? double.PositiveInfinity : over);
            }
        }

        if (worst >= 0)
        {
            throw new XunitException(string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: element {worst} of {expected.Length} is {actual[worst]:r}, expected {expected[worst]:r} (difference "
                    + $"{Math.Abs(actual[worst] - expected[worst]):g3}, allowed {absolute + (relative * Math.Abs(expected[worst])):g3})."));
        }
    }

    /// <inheritdoc cref="Within(ReadOnlySpan{double}, ReadOnlySpan{double}, double, double, string)"/>
    public static void Within(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double absolute, double relative, string what)
    {
        double[] wide = new double[actual.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = actual[i];
        }

        Within(expected, wide, absolute, relative, what);
    }

    /// <summary>Requires equal shapes and, for every element, a difference of at most the tolerance.</summary>
    /// <param name="expected">The reference.</param>
    /// <param name="actual">What was computed.</param>
    /// <param name="absolute">Absolute tolerance.</param>
    /// <param name="relative">Tolerance relative to the largest element of <paramref name="expected"/>.</param>
    /// <param name="what">What is compared.</param>
    public static void ToLargest(Tensor expected, Tensor actual, double absolute, double relative, string what)
    {
        if (expected.Shape != actual.Shape)
        {
            throw new XunitException($"{what}: shape {actual.Shape}, expected {expected.Shape}.");
        }

        double largest = 0;
        double[] wide = new double[expected.Span.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = expected.Span[i];
            largest = Math.Max(largest, Math.Abs(wide[i]));
        }

        Within(wide, actual.Span, absolute + (relative * largest), 0, what);
    }
}
