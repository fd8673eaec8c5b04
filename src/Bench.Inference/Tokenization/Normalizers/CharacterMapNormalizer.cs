using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// SentencePiece's compiled table of character replacements: a double-array trie over UTF-8 bytes (Yata et al. 2007, in the layout of
/// darts-clone) and the replacements it points to. As in Hugging Face's tokenizers it is asked for each grapheme of at most five
/// bytes first, then for each character, and takes the shortest match.
/// </summary>
internal sealed class CharacterMapNormalizer : INormalizer
{
    private const int LongestGrapheme = 5;

    private readonly uint[] _trie;
    private readonly byte[] _replacements;

    /// <summary>Reads the table.</summary>
    /// <param name="table">Length of the trie in bytes, the trie, then the replacements, each ended by a zero; little-endian.</param>
    /// <param name="where">The file, for messages.</param>
    /// <exception cref="BenchException">The table is cut short.</exception>
    public CharacterMapNormalizer(ReadOnlySpan<byte> table, string where)
    {
        uint length = table.Length < 4 ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(table);
        if (length > table.Length - 4 || length % 4 != 0)
        {
            throw new BenchException(
                $"The table of character replacements has {table.Length} bytes, which does not fit a trie of {length} bytes",
                where,
                "Copy the tokenizer files again from where the model came from");
        }

        _trie = new uint[length / 4];
        for (int i = 0; i < _trie.Length; i++)
        {
            _trie[i] = BinaryPrimitives.ReadUInt32LittleEndian(table[(4 + (4 * i))..]);
        }

        _replacements = table[(4 + (int)length)..].ToArray();
    }

    /// <inheritdoc/>
    public AlignedText Normalize(AlignedText text)
    {
        var result = new AlignedText(text);
        Span<byte> bytes = stackalloc byte[LongestGrapheme + 1];
        for (int i = 0; i < text.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(text.Units[i..]);
            if (length <= LongestGrapheme && Encoding.UTF8.TryGetBytes(text.Units.Slice(i, length), bytes, out int count)
                && count <= LongestGrapheme && TryReplace(bytes[..count], text, i, i + length, result))
            {
                i += length;
                continue;
            }

            for (int end = i + length; i < end;)
            {
                Rune rune = text.RuneAt(i);
                if (!TryReplace(bytes[..rune.EncodeToUtf8(bytes)], text, i, i + rune.Utf16SequenceLength, result))
                {
                    result.Append(rune, text.OriginOf(i));
                }

                i += rune.Utf16SequenceLength;
            }
        }

        return result;
    }

    // Characters of the replacement stand for those that they replace one by one, the rest of them for the last.
    private bool TryReplace(ReadOnlySpan<byte> key, AlignedText text, int from, int to, AlignedText result)
    {
        int start = Find(key);
        if (start < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> replacement = _replacements.AsSpan(start);
        int end = replacement.IndexOf((byte)0);
        foreach (Rune rune in Encoding.UTF8.GetString(end < 0 ? replacement : replacement[..end]).EnumerateRunes())
        {
            result.Append(rune, text.OriginOf(from));
            int next = from + text.RuneAt(from).Utf16SequenceLength;
            from = next < to ? next : from;
        }

        return true;
    }

    // Where the replacement of the shortest prefix starts, or −1. A unit holds a label (bits 0 to 7), whether a value follows (8), and
    // an offset (10 to 30, 8 bits further left where bit 9 is set); a value has bit 31 set.
    private int Find(ReadOnlySpan<byte> key)
    {
        uint node = 0;
        uint unit = Unit(node);
        foreach (byte label in key)
        {
            node ^= Offset(unit) ^ label;
            unit = Unit(node);
            if ((unit & 0x8000_00FF) != label || label == 0)
            {
                return -1;
            }

            if ((unit & 0x100) != 0)
            {
                uint value = Unit(node ^ Offset(unit)) & 0x7FFF_FFFF;
                return value < _replacements.Length ? (int)value : -1;
            }
        }

        return -1;
    }

    // A damaged trie leads nowhere.
    private uint Unit(uint node) => node < _trie.Length ? _trie[node] : uint.MaxValue;

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & 0x200) >> 6);
}
