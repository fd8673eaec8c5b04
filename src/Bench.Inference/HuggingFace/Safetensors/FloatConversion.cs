using System.Buffers.Binary;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Copies little-endian numbers of other types to floats.</summary>
internal static class FloatConversion
{
    /// <summary>32-bit floats that cannot be read in place.</summary>
    public static float[] FromSingle(MappedBytes data, long offset, int count) =>
        Convert(data, offset, count, sizeof(float), BinaryPrimitives.ReadSingleLittleEndian);

    /// <summary>IEEE 754 half precision; every value is exact in single precision.</summary>
    public static float[] FromHalf(MappedBytes data, long offset, int count) =>
        Convert(data, offset, count, 2, bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes));

    /// <summary>bfloat16: the upper half of a single.</summary>
    public static float[] FromBrainFloat(MappedBytes data, long offset, int count) =>
        Convert(data, offset, count, 2, bytes => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16));

    /// <summary>Double precision, rounded to the nearest single.</summary>
    /// <exception cref="BenchException">A finite value is too large for a single.</exception>
    public static float[] FromDouble(MappedBytes data, long offset, int count, string where) =>
        Convert(data, offset, count, sizeof(double), bytes =>
        {
            double value = BinaryPrimitives.ReadDoubleLittleEndian(bytes);
            return double.IsFinite(value) && !float.IsFinite((float)value)
                ? throw new BenchException(FormattableString.Invariant($"The value {value:g6} is too large for single precision"), where,
                    "Save the weights as float32, and check how they became so large")
                : (float)value;
        });

    private delegate float Reader(ReadOnlySpan<byte> bytes);

    private static float[] Convert(MappedBytes data, long offset, int count, int size, Reader read)
    {
        float[] result = new float[count];
        const int Chunk = 1 << 16;
        for (int done = 0; done < count; done += Chunk)
        {
            int take = Math.Min(Chunk, count - done);
            ReadOnlySpan<byte> bytes = data.Bytes(offset + ((long)done * size), take * size);
            for (int i = 0; i < take; i++)
            {
                result[done + i] = read(bytes[(i * size)..]);
            }
        }

        return result;
    }
}
