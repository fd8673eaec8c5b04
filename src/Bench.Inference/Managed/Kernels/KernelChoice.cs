namespace Bench.Inference;

/// <summary>Which instructions the managed core uses.</summary>
public enum KernelChoice
{
    /// <summary>The widest that the processor has.</summary>
    Auto,

    /// <summary>AVX-512: 16 floats a register.</summary>
    Avx512,

    /// <summary>AVX2 with FMA: 8 floats a register.</summary>
    Avx2,

    /// <summary>128-bit registers: Arm AdvSimd, or any x64 processor.</summary>
    Vector128,

    /// <summary>One float at a time: slow, runs everywhere.</summary>
    Scalar,
}
