using System.Buffers;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>From the gradient of one row to its sums.</summary>
internal static unsafe class GradientReduction
{
    /// <summary>Sums a gradient.</summary>
    /// <param name="model">Where the row's words are, with which products are unless the query says otherwise.</param>
    /// <param name="query">The query.</param>
    /// <param name="gradient">[n, E].</param>
    public static GradientSums Of(PackedEncoder model, Query query, ReadOnlySpan<float> gradient)
    {
        int n = query.Row.Length, width = gradient.Length / n;
        if (!query.Factor.IsEmpty)
        {
            return GradientSums.Of(gradient, query.Factor.Span, n);
        }

        // A word is written with its padding, over which the next one is.
        float[] input = ArrayPool<float>.Shared.Rent(gradient.Length + Padding.Pad(width) - width);
        fixed (float* start = input)
        {
            for (int position = 0; position < n; position++)
            {
                model.WriteWord(query.Row, position, start + (position * width));
            }
        }

        GradientSums sums = GradientSums.Of(gradient, input.AsSpan(0, gradient.Length), n);
        ArrayPool<float>.Shared.Return(input);
        return sums;
    }
}
