using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Refuses weights that are no numbers, when they are opened: one that few texts reach would otherwise show late, as no one's fault.
/// </summary>
internal static class FiniteWeights
{
    /// <summary>Refuses a tensor with an element that is NaN or infinite.</summary>
    /// <param name="values">The elements.</param>
    /// <param name="name">Name of the tensor.</param>
    /// <param name="path">Its file.</param>
    /// <returns>The elements.</returns>
    /// <exception cref="BenchException">There is one.</exception>
    public static ReadOnlyMemory<float> Require(ReadOnlyMemory<float> values, string name, string path)
    {
        if (AllFinite(values.Span))
        {
            return values;
        }

        int bad = 0;
        while (float.IsFinite(values.Span[bad]))
        {
            bad++;
        }

        throw new BenchException(
            string.Create(
                CultureInfo.InvariantCulture, $"The tensor '{name}' holds {values.Span[bad]} at element {bad}, expected finite numbers"),
            path,
            "Its training failed or the file is damaged: take an earlier checkpoint, or download it again");
    }

    // Zero times a finite number is zero, times any other NaN, which stays in a sum.
    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<float> sum = Vector<float>.Zero;
        foreach (ref readonly Vector<float> vector in vectors)
        {
            sum += vector * Vector<float>.Zero;
        }

        float rest = Vector.Sum(sum);
        foreach (float value in values[(vectors.Length * Vector<float>.Count)..])
        {
            rest += value * 0f;
        }

        return rest == 0f;
    }
}
