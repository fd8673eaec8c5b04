namespace Bench.Inference;

/// <summary>
/// A register of floats: all the arithmetic that the kernels need, so that each kernel is written once and the JIT specialises it
/// for every width. Implementations are single-field structs, which the JIT keeps in registers.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
internal unsafe interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>Number of floats in a register.</summary>
    static abstract int Count { get; }

    /// <summary>Rows of the largest matrix tile whose accumulators (two registers a row) fit the register file.</summary>
    static abstract int TileRows { get; }

    /// <summary>All lanes the same.</summary>
    static abstract TSelf Broadcast(float value);

    /// <summary>Reads <see cref="Count"/> floats; no alignment is needed.</summary>
    static abstract TSelf Load(float* source);

    /// <summary>Writes <see cref="Count"/> floats; no alignment is needed.</summary>
    void Store(float* destination);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary><paramref name="left"/> · <paramref name="right"/> + <paramref name="addend"/>, fused where the hardware can.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>The smaller of each pair; a NaN in <paramref name="left"/> stays.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>The larger of each pair; a NaN in <paramref name="left"/> stays.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The nearest whole number, ties to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>2 to the power of a whole number in [-126, 127].</summary>
    static abstract TSelf PowerOfTwo(TSelf exponent);

    /// <summary>The first <paramref name="count"/> lanes of <paramref name="first"/>, the rest of <paramref name="rest"/>.</summary>
    static abstract TSelf Blend(int count, TSelf first, TSelf rest);

    /// <summary>1 where the value is above 0, elsewhere 0.</summary>
    static abstract TSelf OneWherePositive(TSelf value);

    /// <summary>Sum of all lanes, always in the same order.</summary>
    float Sum();

    /// <summary>The largest lane.</summary>
    float Largest();
}
