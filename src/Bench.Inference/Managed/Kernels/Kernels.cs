using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Chooses the kernels at start-up.</summary>
internal static class Kernels
{
    /// <summary>The kernels of a choice, shared by all models.</summary>
    /// <exception cref="BenchException">The processor lacks the instructions asked for.</exception>
    public static KernelSet For(KernelChoice choice)
    {
        KernelChoice actual = choice == KernelChoice.Auto ? Widest() : choice;
        return IsSupported(actual)
            ? actual switch
            {
                KernelChoice.Avx512 => Shared<Lanes512>.Instance,
                KernelChoice.Avx2 => Shared<Lanes256>.Instance,
                KernelChoice.Vector128 => Shared<Lanes128>.Instance,
                KernelChoice.Scalar => Shared<ScalarLane>.Instance,
                _ => throw new ArgumentOutOfRangeException(nameof(choice)),
            }
            : throw new BenchException($"This processor lacks the instructions for {actual} kernels", null, "Choose the kernels 'auto'");
    }

    /// <summary>Whether the processor has the instructions of a choice.</summary>
    public static bool IsSupported(KernelChoice choice) => choice switch
    {
        KernelChoice.Avx512 => Avx512F.IsSupported && Vector512.IsHardwareAccelerated,
        KernelChoice.Avx2 => Avx2.IsSupported && Fma.IsSupported,
        _ => true,
    };

    /// <summary>What <see cref="KernelChoice.Auto"/> stands for on this processor.</summary>
    public static KernelChoice Widest() =>
        IsSupported(KernelChoice.Avx512) ? KernelChoice.Avx512
        : IsSupported(KernelChoice.Avx2) ? KernelChoice.Avx2
        : Vector128.IsHardwareAccelerated ? KernelChoice.Vector128
        : KernelChoice.Scalar;

    private static class Shared<TLanes>
        where TLanes : unmanaged, ILanes<TLanes>
    {
        public static readonly KernelSet<TLanes> Instance = new();
    }
}
