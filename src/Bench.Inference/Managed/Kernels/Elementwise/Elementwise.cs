using System.Runtime.CompilerServices;

namespace Bench.Inference;

/// <summary>Sums and products of vectors of any length.</summary>
internal static unsafe class Elementwise<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>target += factor · source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(float* target, float* source, float factor, int count)
    {
        TLanes factors = TLanes.Broadcast(factor);
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TLanes.MultiplyAdd(factors, TLanes.Load(source + i), TLanes.Load(target + i)).Store(target + i);
        }

        for (; i < count; i++)
        {
            target[i] = float.MultiplyAddEstimate(factor, source[i], target[i]);
        }
    }

    /// <summary>target = left · right, element by element; the target may be one of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(float* left, float* right, float* target, int count)
    {
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            (TLanes.Load(left + i) * TLanes.Load(right + i)).Store(target + i);
        }

        for (; i < count; i++)
        {
            target[i] = left[i] * right[i];
        }
    }

    /// <summary>
    /// Turns the pairs (x[k], x[half + k]) of every row by the angles of its position, for which cosines, then sines, are given.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rotate(float* x, nint stride, int rows, int* positions, float* angles, float direction, int half)
    {
        TLanes directions = TLanes.Broadcast(direction);
        for (int row = 0; row < rows; row++, x += stride)
        {
            if (row + Prefetching.RowsAhead < rows)
            {
                Prefetching.Fetch(x + (Prefetching.RowsAhead * stride), stride, 1, 2 * half);
            }

            float* cosines = angles + ((nint)positions[row] * 2 * half), sines = cosines + half;
            int k = 0;
            for (; k <= half - TLanes.Count; k += TLanes.Count)
            {
                TLanes a = TLanes.Load(x + k), b = TLanes.Load(x + half + k);
                TLanes cosine = TLanes.Load(cosines + k), sine = TLanes.Load(sines + k) * directions;
                ((a * cosine) - (b * sine)).Store(x + k);
                ((b * cosine) + (a * sine)).Store(x + half + k);
            }

            for (; k < half; k++)
            {
                (float a, float b, float sine) = (x[k], x[half + k], sines[k] * direction);
                x[k] = (a * cosines[k]) - (b * sine);
                x[half + k] = (b * cosines[k]) + (a * sine);
            }
        }
    }
}
