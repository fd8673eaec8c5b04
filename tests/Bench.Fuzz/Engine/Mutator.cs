using System.Text;
using Bench.Abstractions;

namespace Bench.Fuzz;

/// <summary>
/// Changes valid files: in bits, bytes and blocks, and in what formats are made of: numbers, brackets, quotes and characters.
/// </summary>
/// <param name="seeds">The valid files.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds)
{
    private const int MostBytes = 1 << 18;

    private static readonly byte[][] _pieces =
    [
        .. new[]
        {
            "null", "true", "false", "NaN", "Infinity", "-0", "1e999", "-1", "0", "2147483648", "-2147483649", "9223372036854775808",
            "0.1e-400",
            "\"\"", "{}", "[]", "[[]]", "{\"\":{}}", "\"\\ud800\"", "\\u0000", "\"", "'", ",", ":", ";", "\t", "\r\n", "\n\n", "&a", "*a",
            "<<", "!!binary ",
            "- ", "? ", "| ", "---\n", "\u001b[31m", "\u202e", "\ufeff", "\u0130", "e\u0301\u0323", "\U0001F600", "\u0000", "\u2028",
            "\u00ad", " ", "../", "/dev/zero",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0, 0, 0, 0, 0, 0, 0, 0x80], [0xff, 0xff, 0xff, 0x7f],
    ];

    private static readonly string[] _nests = ["[", "{\"a\":", "- ", "(", "[{\"type\":\"Sequence\",\"normalizers\":["];

    /// <summary>The input of a number: the same for the same seed, whatever came before.</summary>
    /// <param name="random">Draws the changes.</param>
    public byte[] Next(DeterministicRandom random)
    {
        byte[] bytes = seeds[random.NextInt(seeds.Count)];
        int changes = 1 + random.NextInt(random.NextInt(4) == 0 ? 16 : 3);
        for (int i = 0; i < changes; i++)
        {
            bytes = Change(bytes, random);
        }

        return bytes.Length <= MostBytes ? bytes : bytes[..MostBytes];
    }

    private byte[] Change(byte[] bytes, DeterministicRandom random)
    {
        int at = random.NextInt(bytes.Length + 1);
        int end = Math.Min(bytes.Length, at + random.NextInt(random.NextInt(3) == 0 ? 256 : 8));
        switch (random.NextInt(11))
        {
            case 0 when at < bytes.Length:
                byte[] flipped = [.. bytes];
                flipped[at] ^= (byte)(1 << random.NextInt(8));
                return flipped;
            case 1 when at < bytes.Length:
                byte[] set = [.. bytes];
                set[at] = (byte)random.NextInt(256);
                return set;
            case 2:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(end)];
            case 3:
                return [.. bytes.AsSpan(0, at), .. Repeat(bytes[at..end], random), .. bytes.AsSpan(at)];
            case 4:
                byte[] other = seeds[random.NextInt(seeds.Count)];
                int from = random.NextInt(other.Length + 1);
                return [.. bytes.AsSpan(0, at), .. other.AsSpan(from, Math.Min(other.Length - from, random.NextInt(512)))];
            case 5:
                return bytes[..at];
            case 6:
                return Number(bytes, at, random);
            case 7 when random.NextInt(8) == 0:
                string nest = _nests[random.NextInt(_nests.Length)];
                return [.. bytes.AsSpan(0, at), .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(nest, 1 << random.NextInt(16)))),
                    .. bytes.AsSpan(at)];
            case 8:
                return Value(bytes, at, random);
            default:
                byte[] piece = _pieces[random.NextInt(_pieces.Length)];
                return [.. bytes.AsSpan(0, at), .. piece, .. bytes.AsSpan(random.NextInt(2) == 0 ? at : end)];
        }
    }

    private static byte[] Repeat(byte[] block, DeterministicRandom random)
    {
        int times = 1 << random.NextInt(10);
        return [.. Enumerable.Repeat(block, times).SelectMany(part => part)];
    }

    // The number at or behind a place becomes an extreme one.
    private static byte[] Number(byte[] bytes, int at, DeterministicRandom random)
    {
        int start = at + Math.Max(0, bytes.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9'));
        int end = start;
        while (end < bytes.Length && bytes[end] is >= (byte)'0' and <= (byte)'9')
        {
            end++;
        }

        return [.. bytes.AsSpan(0, start), .. _pieces[random.NextInt(13)], .. bytes.AsSpan(end)];
    }

    // The text in quotes behind a place becomes another of the file's texts, a long one, or another kind of value.
    private static byte[] Value(byte[] bytes, int at, DeterministicRandom random)
    {
        (int Start, int End) target = Quoted(bytes, at);
        (int Start, int End) source = Quoted(bytes, random.NextInt(bytes.Length + 1));
        byte[] value = random.NextInt(3) switch
        {
            0 => _pieces[random.NextInt(20)],
            1 => [(byte)'"', .. Enumerable.Repeat((byte)'a', 1 << random.NextInt(15)), (byte)'"'],
            _ => bytes[source.Start..source.End],
        };
        return [.. bytes.AsSpan(0, target.Start), .. value, .. bytes.AsSpan(target.End)];
    }

    private static (int Start, int End) Quoted(byte[] bytes, int at)
    {
        int start = bytes.AsSpan(at).IndexOf((byte)'"') + at;
        int length = start < at ? -1 : bytes.AsSpan(start + 1).IndexOf((byte)'"');
        return length < 0 ? (at, at) : (start, start + length + 2);
    }
}
