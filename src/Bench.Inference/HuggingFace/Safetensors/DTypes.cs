namespace Bench.Inference;

/// <summary>The element types of safetensors files.</summary>
internal static class DTypes
{
    private static readonly Dictionary<string, int> _bits = new(StringComparer.Ordinal)
    {
        ["F4"] = 4,
        ["F6_E2M3"] = 6,
        ["F6_E3M2"] = 6,
        ["F8_E5M2"] = 8,
        ["F8_E4M3"] = 8,
        ["F8_E8M0"] = 8,
        ["BOOL"] = 8,
        ["U8"] = 8,
        ["I8"] = 8,
        ["U16"] = 16,
        ["I16"] = 16,
        ["F16"] = 16,
        ["BF16"] = 16,
        ["U32"] = 32,
        ["I32"] = 32,
        ["F32"] = 32,
        ["U64"] = 64,
        ["I64"] = 64,
        ["F64"] = 64,
        ["C64"] = 64,
    };

    /// <summary>The types that can be read as floats.</summary>
    public const string Readable = "F32, F16, BF16, F64";

    /// <summary>Size of a tensor in bytes, or <see langword="null"/> where it has none that fits a file: overflow, broken bytes.</summary>
    /// <param name="dtype">The element type.</param>
    /// <param name="shape">Extents, none negative.</param>
    /// <param name="known">Whether the type is known; the size of others is not.</param>
    public static long? Bytes(string dtype, IEnumerable<long> shape, out bool known)
    {
        known = _bits.TryGetValue(dtype, out int bits);
        Int128 total = bits;
        bool empty = false;
        foreach (long extent in shape)
        {
            empty |= extent == 0;
            total = total > long.MaxValue ? total : total * extent;
        }

        total = empty ? 0 : total;
        return known && total <= long.MaxValue && total % 8 == 0 ? (long)(total / 8) : null;
    }
}
