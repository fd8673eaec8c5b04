using System.Runtime.InteropServices;

namespace Bench.Inference.Torch;

/// <summary>
/// Whether products of bfloat16 numbers are summed in bfloat16 where a device cuts their sums into parts. TorchSharp has a switch for half
/// precision only; libtorch's own, of versions 2.10 and 2.11 on Linux, is used here by its name.
/// </summary>
internal static unsafe class Bfloat16Sums
{
    private const string Context = "_ZN2at13globalContextEv";
    private const string Set = "_ZN2at7Context27setAllowBF16ReductionCuBLASEbb";
    private const string Get = "_ZNK2at7Context24allowBF16ReductionCuBLASEv";

    // at::CuBLASReductionOption::DisallowReducedPrecisionAllowSplitK.
    private const byte NoShortSums = 1;

    /// <summary>Sums in single precision from now on, in the whole process.</summary>
    /// <param name="torch">Handle of libtorch.</param>
    /// <returns>Whether libtorch says that it does; versions without the switch do not.</returns>
    public static bool RequireSingle(nint torch)
    {
        if (!NativeLibrary.TryGetExport(torch, Context, out nint context) || !NativeLibrary.TryGetExport(torch, Set, out nint set)
            || !NativeLibrary.TryGetExport(torch, Get, out nint get))
        {
            return false;
        }

        // No reduction in 16 bits; sums may still be cut.
        nint global = ((delegate* unmanaged<nint>)context)();
        ((delegate* unmanaged<nint, byte, byte, void>)set)(global, 0, 1);
        return ((delegate* unmanaged<nint, byte>)get)(global) == NoShortSums;
    }
}
