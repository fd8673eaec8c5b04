using System.Runtime.CompilerServices;

namespace Bench.Inference;

/// <summary>
/// Layer normalisation (Ba, Kiros and Hinton 2016) of the rows of a padded matrix, or without the mean (Zhang and Sennrich 2019), and
/// its chain rule. Scale and shift are 0 in the padding, which keeps the padding of the result 0.
/// </summary>
internal static unsafe class Normalization<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>
    /// result = (x + b − mean) / √(variance + ε) · scale + shift, in rows of the same stride; the result may be x itself. Where
    /// <paramref name="kept"/> is not null, the normalised values before scale and shift and the inverse deviations are kept for
    /// <see cref="Backward"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        float* x, float* result, nint stride, int rows, in NormWeights weights, float* bias, float* kept, float* inverseDeviation)
    {
        int width = weights.Width;
        int full = width - (width % TLanes.Count);
        int tail = width - full;
        float epsilon = weights.Epsilon, share = 1f / width;
        bool centred = weights.IsCentred;
        float* scale = weights.Scale, shift = weights.Shift;
        TLanes zero = TLanes.Broadcast(0f);
        for (int row = 0; row < rows; row++, x += stride, result += stride)
        {
            TLanes sum = zero;
            for (int i = 0; i < width; i += TLanes.Count)
            {
                TLanes value = TLanes.Load(x + i) + TLanes.Load(bias + i);
                value.Store(result + i);
                sum += value;
            }

            TLanes mean = TLanes.Broadcast(centred ? sum.Sum() * share : 0f);
            TLanes squares = zero;
            for (int i = 0; i < full; i += TLanes.Count)
            {
                TLanes value = TLanes.Load(result + i) - mean;
                squares = TLanes.MultiplyAdd(value, value, squares);
            }

            if (tail > 0)
            {
                TLanes value = TLanes.Load(result + full) - mean;
                squares += TLanes.Blend(tail, value * value, zero);
            }

            float inverse = 1f / MathF.Sqrt((squares.Sum() * share) + epsilon);
            TLanes factor = TLanes.Broadcast(inverse);
            if (kept == null)
            {
                for (int i = 0; i < width; i += TLanes.Count)
                {
                    TLanes value = (TLanes.Load(result + i) - mean) * factor;
                    TLanes.MultiplyAdd(value, TLanes.Load(scale + i), TLanes.Load(shift + i)).Store(result + i);
                }

                continue;
            }

            inverseDeviation[row] = inverse;
            for (int i = 0; i < width; i += TLanes.Count)
            {
                TLanes value = (TLanes.Load(result + i) - mean) * factor;
                value.Store(kept + i);
                TLanes.MultiplyAdd(value, TLanes.Load(scale + i), TLanes.Load(shift + i)).Store(result + i);
            }

            kept += stride;
        }
    }

    /// <summary>
    /// With h = g · scale, g the gradient by the result and x̂ the kept values: (h − mean(h) − x̂ mean(h x̂)) / deviation, the gradient by
    /// the input, replaces g, or is added to another matrix of the same stride.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        float* gradient, nint stride, int rows, in NormWeights weights, float* kept, float* inverseDeviation, float* sum)
    {
        int width = weights.Width;
        int full = width - (width % TLanes.Count);
        int tail = width - full;
        float share = 1f / width;
        bool centred = weights.IsCentred;
        float* scale = weights.Scale;
        TLanes zero = TLanes.Broadcast(0f);
        for (int row = 0; row < rows; row++, gradient += stride, kept += stride)
        {
            // The scale is 0 in the padding, so no tail is needed for the sums.
            TLanes total = zero, product = zero;
            for (int i = 0; i < width; i += TLanes.Count)
            {
                TLanes value = TLanes.Load(gradient + i) * TLanes.Load(scale + i);
                total += value;
                product = TLanes.MultiplyAdd(value, TLanes.Load(kept + i), product);
            }

            TLanes mean = TLanes.Broadcast(centred ? total.Sum() * share : 0f);
            TLanes slope = TLanes.Broadcast(product.Sum() * share);
            TLanes factor = TLanes.Broadcast(inverseDeviation[row]);
            if (sum != null)
            {
                for (int i = 0; i < full; i += TLanes.Count)
                {
                    (TLanes.Load(sum + i) + ByInput(gradient + i, scale + i, kept + i, mean, slope, factor)).Store(sum + i);
                }
            }
            else
            {
                for (int i = 0; i < full; i += TLanes.Count)
                {
                    ByInput(gradient + i, scale + i, kept + i, mean, slope, factor).Store(gradient + i);
                }
            }

            if (tail > 0)
            {
                TLanes value = TLanes.Blend(tail, ByInput(gradient + full, scale + full, kept + full, mean, slope, factor), zero);
                (sum == null ? value : TLanes.Load(sum + full) + value).Store((sum == null ? gradient : sum) + full);
            }

            sum = sum == null ? null : sum + stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ByInput(float* gradient, float* scale, float* kept, TLanes mean, TLanes slope, TLanes factor) =>
        ((TLanes.Load(gradient) * TLanes.Load(scale)) - mean - (TLanes.Load(kept) * slope)) * factor;
}
