using System.Runtime.CompilerServices;

namespace Bench.Inference;

/// <summary>
/// Layer normalisation (Ba, Kiros and Hinton 2016) of the rows of a padded matrix, or without the mean (Zhang and Sennrich 2019), and
/// its chain rule. Scale and shift are 0 in the padding, which keeps the padding of the result 0.
/// </summary>
internal static unsafe class Normalization<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    // Rows taken through each step together: a sum is a chain, and the sums of several rows are several chains.
    private const int Group = 2;

    /// <summary>
    /// result = (x + b − mean) / √(variance + ε) · scale + shift, in rows of the same stride; the result may be x itself, and no
    /// <paramref name="bias"/> is b = 0. Where <paramref name="kept"/> is not null, the normalised values before scale and shift and the
    /// inverse deviations are kept for <see cref="Backward"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        float* x, float* result, nint stride, int rows, in NormWeights weights, float* bias, float* kept, float* inverseDeviation)
    {
        float* means = stackalloc float[Group], inverses = stackalloc float[Group];
        float epsilon = weights.Epsilon, share = 1f / weights.Width;
        for (int row = 0; row < rows; row += Group)
        {
            int count = Math.Min(Group, rows - row);
            float* from = x + (row * stride), to = result + (row * stride);
            for (int i = 0; i < count; i++)
            {
                float sum = bias == null
                    ? Sum(from + (i * stride), weights.Width)
                    : Add(from + (i * stride), bias, to + (i * stride), weights.Width);
                means[i] = weights.IsCentred ? sum * share : 0;
            }

            from = bias == null ? from : to;
            for (int i = 0; i < count; i++)
            {
                inverses[i] = 1f / MathF.Sqrt((Squares(from + (i * stride), means[i], weights.Width) * share) + epsilon);
            }

            for (int i = 0; i < count; i++)
            {
                float* normal = kept == null ? null : kept + ((row + i) * stride);
                Write(from + (i * stride), to + (i * stride), weights, means[i], inverses[i], normal);
            }

            for (int i = 0; kept != null && i < count; i++)
            {
                inverseDeviation[row + i] = inverses[i];
            }
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
        float* means = stackalloc float[Group], slopes = stackalloc float[Group];
        float share = 1f / weights.Width;
        for (int row = 0; row < rows; row += Group)
        {
            int count = Math.Min(Group, rows - row);
            nint first = row * stride;
            for (int i = 0; i < count; i++)
            {
                (float total, float product) = Sums(gradient + first + (i * stride), kept + first + (i * stride), weights);
                (means[i], slopes[i]) = (weights.IsCentred ? total * share : 0, product * share);
            }

            for (int i = 0; i < count; i++)
            {
                nint at = first + (i * stride);
                Replace(
                    gradient + at, kept + at, weights, means[i], slopes[i], inverseDeviation[row + i], sum == null ? null : sum + at);
            }
        }
    }

    // The sum of x + b, which is stored.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Add(float* x, float* bias, float* result, int width)
    {
        TLanes sum = TLanes.Broadcast(0f);
        for (int i = 0; i < width; i += TLanes.Count)
        {
            TLanes value = TLanes.Load(x + i) + TLanes.Load(bias + i);
            value.Store(result + i);
            sum += value;
        }

        return sum.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(float* x, int width)
    {
        TLanes sum = TLanes.Broadcast(0f);
        for (int i = 0; i < width; i += TLanes.Count)
        {
            sum += TLanes.Load(x + i);
        }

        return sum.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Squares(float* x, float mean, int width)
    {
        int tail = width % TLanes.Count, full = width - tail;
        TLanes means = TLanes.Broadcast(mean), squares = TLanes.Broadcast(0f);
        for (int i = 0; i < full; i += TLanes.Count)
        {
            TLanes value = TLanes.Load(x + i) - means;
            squares = TLanes.MultiplyAdd(value, value, squares);
        }

        if (tail > 0)
        {
            TLanes value = TLanes.Load(x + full) - means;
            squares += TLanes.Blend(tail, value * value, TLanes.Broadcast(0f));
        }

        return squares.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(float* x, float* result, in NormWeights weights, float mean, float inverse, float* kept)
    {
        float* scale = weights.Scale, shift = weights.Shift;
        int width = weights.Width;
        TLanes means = TLanes.Broadcast(mean), factor = TLanes.Broadcast(inverse);
        for (int i = 0; i < width; i += TLanes.Count)
        {
            TLanes value = (TLanes.Load(x + i) - means) * factor;
            if (kept != null)
            {
                value.Store(kept + i);
            }

            TLanes.MultiplyAdd(value, TLanes.Load(scale + i), TLanes.Load(shift + i)).Store(result + i);
        }
    }

    // Σ h and Σ h x̂. The scale is 0 in the padding, so no tail is needed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (float Total, float Product) Sums(float* gradient, float* kept, in NormWeights weights)
    {
        float* scale = weights.Scale;
        int width = weights.Width;
        TLanes total = TLanes.Broadcast(0f), product = total;
        for (int i = 0; i < width; i += TLanes.Count)
        {
            TLanes value = TLanes.Load(gradient + i) * TLanes.Load(scale + i);
            total += value;
            product = TLanes.MultiplyAdd(value, TLanes.Load(kept + i), product);
        }

        return (total.Sum(), product.Sum());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Replace(
        float* gradient, float* kept, in NormWeights weights, float mean, float slope, float inverse, float* sum)
    {
        float* scale = weights.Scale;
        int width = weights.Width, tail = width % TLanes.Count, full = width - tail;
        TLanes means = TLanes.Broadcast(mean), slopes = TLanes.Broadcast(slope), factor = TLanes.Broadcast(inverse);
        for (int i = 0; i < full; i += TLanes.Count)
        {
            TLanes value = ByInput(gradient + i, scale + i, kept + i, means, slopes, factor);
            if (sum == null)
            {
                value.Store(gradient + i);
            }
            else
            {
                (TLanes.Load(sum + i) + value).Store(sum + i);
            }
        }

        if (tail > 0)
        {
            TLanes value = TLanes.Blend(
                tail, ByInput(gradient + full, scale + full, kept + full, means, slopes, factor), TLanes.Broadcast(0f));
            (sum == null ? value : TLanes.Load(sum + full) + value).Store((sum == null ? gradient : sum) + full);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ByInput(float* gradient, float* scale, float* kept, TLanes mean, TLanes slope, TLanes factor) =>
        ((TLanes.Load(gradient) * TLanes.Load(scale)) - mean - (TLanes.Load(kept) * slope)) * factor;
}
