using System.Buffers.Binary;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Checks that the description at the end of a Parquet file is whole, in Thrift's compact protocol, before the library reads it: where one
/// ends too early, the library reads on without end.
/// </summary>
internal ref struct ParquetFooter
{
    private const int TailBytes = 8;
    private const int MostDepth = 32;

    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;

    private ParquetFooter(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Refuses a file whose description is missing or is no whole structure.</summary>
    /// <param name="stream">The file; it is read from its beginning afterwards.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <exception cref="BenchException">It is no Parquet file, or a damaged one.</exception>
    public static void Require(FileStream stream, string path)
    {
        Span<byte> tail = stackalloc byte[TailBytes];
        if (stream.Length >= 12)
        {
            stream.Seek(-TailBytes, SeekOrigin.End);
            stream.ReadExactly(tail);
        }

        long length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        bool isWhole = tail[4..].SequenceEqual("PAR1"u8) && length <= Math.Min(stream.Length - TailBytes, InputFile.Table);
        if (isWhole)
        {
            byte[] bytes = new byte[length];
            stream.Seek(-TailBytes - length, SeekOrigin.End);
            stream.ReadExactly(bytes);
            isWhole = new ParquetFooter(bytes).IsStruct(0);
        }

        stream.Position = 0;
        if (!isWhole)
        {
            throw new BenchException("This is no Parquet file, or its end is missing or damaged", path,
                "Download it again, or write it anew with pyarrow or pandas");
        }
    }

    private bool IsStruct(int depth)
    {
        while (depth < MostDepth && _at < _bytes.Length)
        {
            byte head = _bytes[_at++];
            if (head == 0)
            {
                return true;
            }

            // The field's number: a difference in the head, else a number of its own.
            bool isNumbered = head >> 4 != 0 || TryVarint(out _);
            int type = head & 15;
            if (!isNumbered || (type is not (1 or 2) && !IsValue(type, depth)))
            {
                return false;
            }
        }

        return false;
    }

    // 1 and 2 are flags, which stand in the head of a field, and in a byte of their own in a list.
    private bool IsValue(int type, int depth) => type switch
    {
        1 or 2 or 3 => Skip(1),
        4 or 5 or 6 => TryVarint(out _),
        7 => Skip(8),
        8 => TryVarint(out ulong length) && Skip(length),
        9 or 10 => IsList(depth + 1),
        12 => IsStruct(depth + 1),
        _ => false,
    };

    private bool IsList(int depth)
    {
        if (_at >= _bytes.Length || depth >= MostDepth)
        {
            return false;
        }

        byte head = _bytes[_at++];
        ulong count = (ulong)head >> 4;
        if (count == 15 && !TryVarint(out count))
        {
            return false;
        }

        for (ulong i = 0; i < count; i++)
        {
            if (!IsValue(head & 15, depth))
            {
                return false;
            }
        }

        return true;
    }

    private bool Skip(ulong count)
    {
        bool isThere = count <= (ulong)(_bytes.Length - _at);
        _at += isThere ? (int)count : 0;
        return isThere;
    }

    private bool TryVarint(out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64 && _at < _bytes.Length; shift += 7)
        {
            byte part = _bytes[_at++];
            value |= (ulong)(part & 127) << shift;
            if (part < 128)
            {
                return true;
            }
        }

        return false;
    }
}
