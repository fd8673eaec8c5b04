namespace Bench.Inference;

/// <summary>A floating-point format.</summary>
public enum CorePrecision
{
    /// <summary>IEEE 754 binary32.</summary>
    Single,

    /// <summary>
    /// Single precision whose products of matrices take 11 bits of each factor's significand (NVIDIA's TF32); sums stay in single.
    /// </summary>
    Tf32,

    /// <summary>IEEE 754 binary16: 11 bits of significand, largest number 65,504.</summary>
    Half,

    /// <summary>The upper half of binary32: 8 bits of significand, its range of exponents.</summary>
    Bfloat16,
}
