using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>A field of a protocol-buffers message.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Value">The number it holds, where it holds one.</param>
/// <param name="Bytes">The bytes it holds, where it holds a string, a message or a number of fixed width.</param>
internal sealed record WireField(int Number, ulong Value, ReadOnlyMemory<byte> Bytes);

/// <summary>Reads the wire format of protocol buffers, as far as SentencePiece's files use it.</summary>
internal static class WireFormat
{
    /// <summary>The fields of a message, in order.</summary>
    /// <param name="message">The message.</param>
    /// <param name="where">The file, for messages.</param>
    /// <exception cref="BenchException">The message is damaged.</exception>
    public static IEnumerable<WireField> Fields(ReadOnlyMemory<byte> message, string where)
    {
        for (int at = 0; at < message.Length;)
        {
            ulong key = Number(message.Span, ref at, where);
            int number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    yield return new WireField(number, Number(message.Span, ref at, where), default);
                    break;
                case 1:
                    yield return new WireField(number, 0, Take(message, 8, ref at, where));
                    break;
                case 2:
                    yield return new WireField(number, 0, Take(message, Number(message.Span, ref at, where), ref at, where));
                    break;
                case 5:
                    yield return new WireField(number, 0, Take(message, 4, ref at, where));
                    break;
                default:
                    throw Damaged(where);
            }
        }
    }

    private static ReadOnlyMemory<byte> Take(ReadOnlyMemory<byte> message, ulong count, ref int at, string where)
    {
        if (count > (ulong)(message.Length - at))
        {
            throw Damaged(where);
        }

        ReadOnlyMemory<byte> bytes = message.Slice(at, (int)count);
        at += (int)count;
        return bytes;
    }

    private static ulong Number(ReadOnlySpan<byte> message, ref int at, string where)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (at == message.Length)
            {
                break;
            }

            byte part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Damaged(where);
    }

    private static BenchException Damaged(string where) =>
        new("This is no SentencePiece model, or it is damaged", where, "Copy the file again from where the model came from");
}
