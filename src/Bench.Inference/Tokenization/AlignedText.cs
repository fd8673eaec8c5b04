using System.Text;

namespace Bench.Inference;

/// <summary>A stretch of the original text.</summary>
/// <param name="Start">First character, in UTF-16 units.</param>
/// <param name="End">One past the last.</param>
internal readonly record struct Origin(int Start, int End)
{
    /// <summary>The smallest stretch that holds both.</summary>
    /// <param name="other">Another stretch.</param>
    public Origin Union(Origin other) => new(Math.Min(Start, other.Start), Math.Max(End, other.End));
}

/// <summary>
/// Text on its way through the normalizers: UTF-16 units, each with the stretch of the original that it came from. It is always
/// well formed; a lone surrogate of the original is U+FFFD here.
/// </summary>
/// <param name="capacity">How many units to make room for.</param>
internal sealed class AlignedText(int capacity)
{
    private char[] _units = new char[capacity];
    private Origin[] _origins = new Origin[capacity];

    /// <summary>Number of UTF-16 units.</summary>
    public int Length { get; private set; }

    /// <summary>The text.</summary>
    public ReadOnlySpan<char> Units => _units.AsSpan(0, Length);

    /// <summary>A part of an original text, still unchanged.</summary>
    /// <param name="original">The original text.</param>
    /// <param name="start">First character of the part.</param>
    /// <param name="end">One past its last.</param>
    public static AlignedText Of(string original, int start, int end)
    {
        var text = new AlignedText(end - start);
        for (int i = start; i < end;)
        {
            // An invalid unit reads as U+FFFD of length 1.
            Rune.DecodeFromUtf16(original.AsSpan(i, end - i), out Rune rune, out int length);
            text.Append(rune, new Origin(i, i + length));
            i += length;
        }

        return text;
    }

    /// <summary>The scalar value that starts at a unit.</summary>
    /// <param name="index">A unit that is no low surrogate.</param>
    public Rune RuneAt(int index)
    {
        Rune.DecodeFromUtf16(_units.AsSpan(index, Length - index), out Rune rune, out _);
        return rune;
    }

    /// <summary>Where a unit came from.</summary>
    /// <param name="index">A unit.</param>
    public Origin OriginOf(int index) => _origins[index];

    /// <summary>Where a stretch of this text came from. Reordered marks can make the first unit not the leftmost.</summary>
    /// <param name="from">First unit.</param>
    /// <param name="to">One past the last; more than <paramref name="from"/>.</param>
    public Origin OriginOf(int from, int to)
    {
        Origin origin = _origins[from];
        for (int i = from + 1; i < to; i++)
        {
            origin = origin.Union(_origins[i]);
        }

        return origin;
    }

    /// <summary>A stretch of this text as a text of its own; this text itself where the stretch is all of it.</summary>
    /// <param name="from">First unit.</param>
    /// <param name="to">One past the last.</param>
    public AlignedText Slice(int from, int to)
    {
        if (from == 0 && to == Length)
        {
            return this;
        }

        var slice = new AlignedText(to - from) { Length = to - from };
        _units.AsSpan(from..to).CopyTo(slice._units);
        _origins.AsSpan(from..to).CopyTo(slice._origins);
        return slice;
    }

    /// <summary>This text, with a scalar value before it that stands for nothing in the original; itself where it starts with that already.</summary>
    /// <param name="first">The scalar value.</param>
    public AlignedText StartingWith(Rune first)
    {
        if (Length > 0 && RuneAt(0) == first)
        {
            return this;
        }

        var result = new AlignedText(Length + first.Utf16SequenceLength);
        int start = Length > 0 ? _origins[0].Start : 0;
        result.Append(first, new Origin(start, start));
        _units.AsSpan(0, Length).CopyTo(result._units.AsSpan(result.Length));
        _origins.AsSpan(0, Length).CopyTo(result._origins.AsSpan(result.Length));
        result.Length += Length;
        return result;
    }

    /// <summary>Adds a scalar value at the end.</summary>
    /// <param name="rune">The scalar value.</param>
    /// <param name="origin">Where it came from.</param>
    public void Append(Rune rune, Origin origin)
    {
        EnsureRoom(rune.Utf16SequenceLength);
        for (int left = rune.EncodeToUtf16(_units.AsSpan(Length)); left > 0; left--)
        {
            _origins[Length++] = origin;
        }
    }

    private void EnsureRoom(int more)
    {
        if (Length + more > _units.Length)
        {
            int room = Math.Max(16, (int)Math.Min(Array.MaxLength, 2L * _units.Length));
            Array.Resize(ref _units, room);
            Array.Resize(ref _origins, room);
        }
    }
}
