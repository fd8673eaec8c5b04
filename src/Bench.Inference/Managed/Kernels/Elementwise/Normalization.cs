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
    /// result = (x + b − mean) / √(variance + ε) · scale + shift, in rows of the same stride; the result may be x itself. Where <paramref name="kept"/> is not null, the normalised values
    /// before scale and shift and the inverse deviations are kept for <see cref="Backward"/>.
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
    /// With h = g · scale, g the gradient by the result and x̂ the kept values: g becomes (h − mean(h) − x̂ mean(h x̂)) / deviation, the
    /// gradient by the input, in place.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(float* gradient, nint stride, int rows, in NormWeights weights, float* kept, float* inverseDeviation)
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
            TLanes sum = zero, product = zero;
            for (int i = 0; i < width; i += TLanes.Count)
            {
                TLanes value = TLanes.Load(gradient + i) * TLanes.Load(scale + i);
                sum += value;
                product = TLanes.MultiplyAdd(value, TLanes.Load(kept + i), product);
            }

            TLanes mean = TLanes.Broadcast(centred ? sum.Sum() * share : 0f);
            TLanes slope = TLanes.Broadcast(product.Sum() * share);
            TLanes factor = TLanes.Broadcast(inverseDeviation[row]);
            for (int i = 0; i < full; i += TLanes.Count)
            {
                TLanes value = (TLanes.Load(gradient + i) * TLanes.Load(scale + i)) - mean;
                ((value - (TLanes.Load(kept + i) * slope)) * factor).Store(gradient + i);
            }

            if (tail > 0)
            {
                TLanes value = (TLanes.Load(gradient + full) * TLanes.Load(scale + full)) - mean;
                TLanes.Blend(tail, (value - (TLanes.Load(kept + full) * slope)) * factor, zero).Store(gradient + full);
            }
        }
    }
}
