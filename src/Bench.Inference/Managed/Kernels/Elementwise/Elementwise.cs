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
    /// Turns the pairs (x[k], x[half + k]) of each of several heads side by side by the angles whose cosines and sines are given.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rotate(float* x, int heads, float* cosines, float* sines, float direction, int half)
    {
        TLanes directions = TLanes.Broadcast(direction);
        float* end = x + ((nint)heads * 2 * half);
        int k = 0;
        for (; k <= half - TLanes.Count; k += TLanes.Count)
        {
            TLanes cosine = TLanes.Load(cosines + k), sine = TLanes.Load(sines + k) * directions;
            for (float* pair = x + k; pair < end; pair += 2 * half)
            {
                TLanes a = TLanes.Load(pair), b = TLanes.Load(pair + half);
                ((a * cosine) - (b * sine)).Store(pair);
                ((b * cosine) + (a * sine)).Store(pair + half);
            }
        }

        for (; k < half; k++)
        {
            float sine = sines[k] * direction;
            for (float* pair = x + k; pair < end; pair += 2 * half)
            {
                (float a, float b) = (pair[0], pair[half]);
                pair[0] = (a * cosines[k]) - (b * sine);
                pair[half] = (b * cosines[k]) + (a * sine);
            }
        }
    }
}
