using System.Globalization;
using System.Text;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Translates a regular expression of Oniguruma, which Hugging Face's tokenizers use, into one that means the same in .NET; what would
/// mean something else is refused. Possessive repetitions become atomic groups, <c>\w</c> and <c>\b</c> see the words of Unicode,
/// <c>\x{…}</c>
/// becomes a character, and <c>s</c> without regard to case matches <c>ſ</c> too.
/// </summary>
/// <param name="pattern">The pattern.</param>
/// <param name="where">Where it was read, for messages.</param>
internal sealed class RegexTranslator(string pattern, string where)
{
    private const string WordCharacters = @"\p{L}\p{M}\p{N}\p{Pc}\u24B6-\u24E9";

    private static readonly string[] _openings = ["(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>"];

    private readonly StringBuilder _result = new();
    private readonly Stack<(int Start, bool IgnoresCase)> _groups = new();
    private bool _ignoresCase;
    private int _atom = -1;
    private int _at;

    /// <summary>The pattern for .NET.</summary>
    /// <exception cref="BenchException">It uses what .NET lacks.</exception>
    public string Translate()
    {
        while (_at < pattern.Length)
        {
            switch (pattern[_at])
            {
                case '\\':
                    Atom(Escape(inClass: false));
                    break;
                case '[':
                    Atom(Class());
                    break;
                case '(':
                    Open();
                    break;
                case ')':
                    (_atom, _ignoresCase) = _groups.TryPop(out (int Start, bool IgnoresCase) group)
                        ? group
                        : throw Refused("a ) without a (");
                    _result.Append(pattern[_at++]);
                    break;
                case '*' or '+' or '?' or '{' when Quantifier() is { } quantifier:
                    Repeat(quantifier);
                    break;
                default:
                    Atom(Literal(pattern[_at++]));
                    break;
            }
        }

        return _result.ToString();
    }

    /// <summary>The error for a pattern that cannot be used.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="why">What is wrong with it.</param>
    /// <param name="where">Where it was read.</param>
    public static BenchException Refused(string pattern, string why, string where) => new(
        $"The pattern '{(pattern.Length <= 200 ? pattern : pattern[..200] + "…")}' is not supported ({why})", where,
        "Use a model whose tokenizer has another");

    private BenchException Refused(string why) => Refused(pattern, why, where);

    private void Atom(string translated)
    {
        _atom = _result.Length;
        _result.Append(translated);
    }

    private string Literal(char unit) => char.IsSurrogate(unit) ? throw Refused("a character beyond U+FFFF")
        : _ignoresCase && unit is 's' or 'S' && _ignoresCase ? "[sS\u017F]"
        : unit.ToString();

    private void Open()
    {
        _groups.Push((_result.Length, _ignoresCase));
        if (_openings.FirstOrDefault(start => string.CompareOrdinal(pattern, _at, start, 0, start.Length) == 0) is { } known)
        {
            _at += known.Length;
            _result.Append(known);
        }
        else if (string.CompareOrdinal(pattern, _at, "(?i:", 0, 4) == 0)
        {
            _at += 4;
            _ignoresCase = true;
            _result.Append("(?i:");
        }
        else if (_at + 1 < pattern.Length && pattern[_at + 1] == '?')
        {
            throw Refused($"the group {pattern[_at..Math.Min(pattern.Length, _at + 4)]}");
        }
        else
        {
            // Nothing refers to what a group captured.
            _at++;
            _result.Append("(?:");
        }

        _atom = -1;
    }

    // *, +, ?, {n}, {n,}, {n,m}; a brace that starts none of these stands for itself.
    private string? Quantifier()
    {
        if (pattern[_at] != '{')
        {
            return pattern[_at].ToString();
        }

        int end = pattern.IndexOf('}', _at);
        string inner = end < 0 ? "" : pattern[(_at + 1)..end];
        if (inner.StartsWith(',') && inner.Skip(1).All(char.IsAsciiDigit))
        {
            throw Refused("a repetition without a lower bound");
        }

        string[] bounds = inner.Split(',');
        return bounds.Length <= 2 && bounds[0].Length > 0 && bounds.All(bound => bound.All(char.IsAsciiDigit))
            ? pattern[_at..(end + 1)]
            : null;
    }

    private void Repeat(string quantifier)
    {
        if (_atom < 0)
        {
            throw Refused("a repetition of nothing");
        }

        _at += quantifier.Length;
        char after = _at < pattern.Length ? pattern[_at] : '\0';
        if (after == '+')
        {
            // After braces a plus repeats the repetition, after anything else it makes it possessive.
            _at++;
            _result.Insert(_atom, quantifier.Length > 1 ? "(?:" : "(?>").Append(quantifier).Append(quantifier.Length > 1 ? ")+" : ")");
            return;
        }

        _at += after == '?' ? 1 : 0;
        _result.Append(quantifier).Append(after == '?' ? "?" : "");
    }

    private string Class()
    {
        var content = new StringBuilder("[");
        _at++;
        if (_at < pattern.Length && pattern[_at] == '^')
        {
            content.Append(pattern[_at++]);
        }

        int first = _at;
        while (_at < pattern.Length && (pattern[_at] != ']' || _at == first))
        {
            char unit = pattern[_at];
            if (unit == '[' || (unit == '&' && _at + 1 < pattern.Length && pattern[_at + 1] == '&'))
            {
                throw Refused("a class within a class");
            }

            if (unit == '\\')
            {
                content.Append(Escape(inClass: true));
            }
            else
            {
                _at++;
                content.Append(char.IsSurrogate(unit) ? throw Refused("a character beyond U+FFFF") : unit);
            }
        }

        if (_at == pattern.Length)
        {
            throw Refused("a class without an end");
        }

        _at++;
        return content.Append(']').ToString();
    }

    private string Escape(bool inClass)
    {
        if (_at + 1 == pattern.Length)
        {
            throw Refused("a backslash at the end");
        }

        char kind = pattern[_at + 1];
        _at += 2;
        switch (kind)
        {
            case 'w':
                return inClass ? WordCharacters : $"[{WordCharacters}]";
            case 'W' when !inClass:
                return $"[^{WordCharacters}]";
            case 'x' when _at < pattern.Length && pattern[_at] == '{' && pattern.IndexOf('}', _at) is > 0 and int end:
                ReadOnlySpan<char> digits = pattern.AsSpan(_at + 1, end - _at - 1);
                _at = end + 1;
                return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) && value <= 0xFFFF
                    ? string.Create(CultureInfo.InvariantCulture, $"\\u{value:X4}")
                    : throw Refused("a character beyond U+FFFF");
            case 'b' when !inClass:
                return $"(?:(?<=[{WordCharacters}])(?![{WordCharacters}])|(?<![{WordCharacters}])(?=[{WordCharacters}]))";
            case 'B' when !inClass:
                return $"(?:(?<=[{WordCharacters}])(?=[{WordCharacters}])|(?<![{WordCharacters}])(?![{WordCharacters}]))";
            case 'p' or 'P' or 's' or 'S' or 'd' or 'D' or 'n' or 'r' or 't' or 'f' or 'v' or 'x' or 'u':
            case 'A' or 'z' or 'Z' when !inClass:
                return $"\\{kind}";
            default:
                return char.IsAsciiLetterOrDigit(kind) || char.IsSurrogate(kind) ? throw Refused($"\\{kind}") : $"\\{kind}";
        }
    }
}
