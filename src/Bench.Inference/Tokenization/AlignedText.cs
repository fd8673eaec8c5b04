using System.Text;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Text on its way through the normalizers: UTF-16 units, each with the stretch of the original that it came from. It is always
/// well formed; a lone surrogate of the original is U+FFFD here. As long as every unit is one of the original's and nothing is removed,
/// the stretches need no room.
/// </summary>
internal sealed class AlignedText
{
    // A chain of replacements that each double a text would fill any memory. No real normalizer makes a text longer than 18 times.
    private const int MostGrowth = 32;
    private const int SmallText = 1_000_000;

    private readonly long _limit;
    private readonly int _start;
    private char[] _units;
    private Origin[]? _origins;

    /// <summary>An empty text that takes the place of another.</summary>
    /// <param name="text">The other, about as long.</param>
    public AlignedText(AlignedText text)
        : this(new char[text.Length], 0, text._limit) => (Length, _origins) = (0, new Origin[text.Length]);

    private AlignedText(char[] units, int start, long limit) => (_units, _start, _limit, Length) = (units, start, limit, units.Length);

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
        ReadOnlySpan<char> part = original.AsSpan(start..end);
        if (!part.ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return new AlignedText(part.ToArray(), start, LimitOf(part.Length));
        }

        var text = new AlignedText(new AlignedText(new char[part.Length], start, LimitOf(part.Length)));
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
    public Origin OriginOf(int index) => _origins is null ? new Origin(_start + index, _start + index + 1) : _origins[index];

    /// <summary>Where a stretch of this text came from. Reordered marks can make the first unit not the leftmost.</summary>
    /// <param name="from">First unit.</param>
    /// <param name="to">One past the last; more than <paramref name="from"/>.</param>
    public Origin OriginOf(int from, int to)
    {
        if (_origins is null)
        {
            return new Origin(_start + from, _start + to);
        }

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

        return new AlignedText(Units[from..to].ToArray(), _start + from, _limit) { _origins = _origins?[from..to] };
    }

    /// <summary>This text with other units of the same number, which come from where the units in their places come from.</summary>
    /// <param name="map">Gives the unit that takes the place of another.</param>
    public AlignedText Mapped(Func<char, char> map)
    {
        char[] units = new char[Length];
        for (int i = 0; i < units.Length; i++)
        {
            units[i] = map(_units[i]);
        }

        return new AlignedText(units, _start, _limit) { _origins = _origins };
    }

    /// <summary>This text with another before it, which comes from where its first character comes from.</summary>
    /// <param name="prefix">What to put before it.</param>
    public AlignedText Prepended(string prefix)
    {
        if (Length == 0)
        {
            return this;
        }

        var result = new AlignedText(this);
        result.Append(prefix, OriginOf(0));
        result.Append(this, 0, Length);
        return result;
    }

    /// <summary>Adds a scalar value at the end.</summary>
    /// <param name="rune">The scalar value.</param>
    /// <param name="origin">Where it came from.</param>
    /// <exception cref="Abstractions.BenchException">The text has become longer than any normalizer should make it.</exception>
    public void Append(Rune rune, Origin origin)
    {
        EnsureRoom(rune.Utf16SequenceLength);
        for (int left = rune.EncodeToUtf16(_units.AsSpan(Length)); left > 0; left--)
        {
            _origins![Length++] = origin;
        }
    }

    /// <summary>Adds a text at the end that comes from one place.</summary>
    /// <param name="text">The text, well formed.</param>
    /// <param name="origin">Where it came from.</param>
    public void Append(ReadOnlySpan<char> text, Origin origin)
    {
        EnsureRoom(text.Length);
        text.CopyTo(_units.AsSpan(Length));
        _origins.AsSpan(Length, text.Length).Fill(origin);
        Length += text.Length;
    }

    /// <summary>Adds a part of another text.</summary>
    /// <param name="text">The other text.</param>
    /// <param name="from">First unit.</param>
    /// <param name="to">One past the last.</param>
    public void Append(AlignedText text, int from, int to)
    {
        EnsureRoom(to - from);
        for (int i = from; i < to; i++)
        {
            _units[Length] = text._units[i];
            _origins![Length++] = text.OriginOf(i);
        }
    }

    private void EnsureRoom(int more)
    {
        if ((long)Length + more > _units.Length)
        {
            if ((long)Length + more > _limit)
            {
                throw new BenchException(
                    $"The tokenizer makes a text of more than {_limit} characters out of this one, {MostGrowth} times as many as it may",
                    "tokenizer.json: normalizer",
                    "Look for replacements that make a text longer, one after the other");
            }

            int room = Math.Max(Length + more, (int)Math.Min(Array.MaxLength, Math.Max(16, 2L * _units.Length)));
            Array.Resize(ref _units, room);
            Array.Resize(ref _origins, room);
        }
    }

    private static long LimitOf(int length) => Math.Max(SmallText, (long)MostGrowth * length);
}
