using System.Runtime.CompilerServices;
using Bench.Inference;

namespace Bench.Performance;

/// <summary>Multiply-adds without any memory: what the processor can do at this moment, in this process.</summary>
internal static class PeakLoop
{
    private const int Steps = 4_000_000;
    private const int Accumulators = 12;

    /// <summary>Floating-point operations of one run of the loop on one thread, two per multiply-add.</summary>
    public static double Flops { get; } = 2.0 * Steps * Accumulators * LaneCount();

    /// <summary>Times the loop on several threads at once.</summary>
    /// <param name="threads">How many.</param>
    public static Timing Run(int threads) => Timing.Of(() => Together.Run(threads, RunWidest));

    private static KernelChoice Widest() =>
        Kernels.IsSupported(KernelChoice.Avx512) ? KernelChoice.Avx512
        : Kernels.IsSupported(KernelChoice.Avx2) ? KernelChoice.Avx2
        : KernelChoice.Vector128;

    private static int LaneCount() => Widest() switch
    {
        KernelChoice.Avx512 => Lanes512.Count,
        KernelChoice.Avx2 => Lanes256.Count,
        _ => Lanes128.Count,
    };

    private static void RunWidest()
    {
        float sum = Widest() switch
        {
            KernelChoice.Avx512 => Loop<Lanes512>(),
            KernelChoice.Avx2 => Loop<Lanes256>(),
            _ => Loop<Lanes128>(),
        };
        if (float.IsNaN(sum))
        {
            throw new InvalidOperationException("The loop converges to 1, so this means that it was not computed.");
        }
    }

    // Twelve chains hide the latency of two units; an array or a loop over them would go through memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Loop<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes x = TLanes.Broadcast(0.999f), y = TLanes.Broadcast(0.001f);
        TLanes a0 = y, a1 = y, a2 = y, a3 = y, a4 = y, a5 = y, a6 = y, a7 = y, a8 = y, a9 = y, a10 = y, a11 = y;
        for (int i = 0; i < Steps; i++)
        {
            a0 = TLanes.MultiplyAdd(a0, x, y);
            a1 = TLanes.MultiplyAdd(a1, x, y);
            a2 = TLanes.MultiplyAdd(a2, x, y);
            a3 = TLanes.MultiplyAdd(a3, x, y);
            a4 = TLanes.MultiplyAdd(a4, x, y);
            a5 = TLanes.MultiplyAdd(a5, x, y);
            a6 = TLanes.MultiplyAdd(a6, x, y);
            a7 = TLanes.MultiplyAdd(a7, x, y);
            a8 = TLanes.MultiplyAdd(a8, x, y);
            a9 = TLanes.MultiplyAdd(a9, x, y);
            a10 = TLanes.MultiplyAdd(a10, x, y);
            a11 = TLanes.MultiplyAdd(a11, x, y);
        }

        return (a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11).Sum();
    }
}
