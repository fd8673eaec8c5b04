using System.Runtime.CompilerServices;

namespace Bench.Inference;

/// <summary>Sums of vectors of any length.</summary>
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
}
