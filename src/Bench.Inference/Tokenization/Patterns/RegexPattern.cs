using System.Text.RegularExpressions;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Matches a regular expression of a tokenizer file. It comes from outside, so it must not take forever: it runs without backtracking
/// where it can, else against the clock.
/// </summary>
internal sealed class RegexPattern : ITextPattern
{
    private const RegexOptions Common = RegexOptions.CultureInvariant | RegexOptions.Multiline;

    // Compiling pays for the patterns of real tokenizers, which are short.
    private const int LongestCompiled = 1000;

    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(2);

    private readonly Regex _regex;
    private readonly string _where;

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The pattern, as Oniguruma has it.</param>
    /// <param name="where">Where it was read.</param>
    /// <exception cref="BenchException">It is no regular expression, or one that means something else in .NET.</exception>
    public RegexPattern(string pattern, string where)
    {
        _where = where;
        string translated = new RegexTranslator(pattern, where).Translate();
        try
        {
            _regex = Create(translated);
        }
        catch (ArgumentException exception)
        {
            throw RegexTranslator.Refused(pattern, exception.Message.TrimEnd('.'), where);
        }
    }

    /// <inheritdoc/>
    public List<(int From, int To)> Find(ReadOnlySpan<char> text)
    {
        var matches = new List<(int From, int To)>();
        try
        {
            if (!text.ContainsAnyInRange('\uD800', '\uDFFF'))
            {
                foreach (ValueMatch match in _regex.EnumerateMatches(text))
                {
                    matches.Add((match.Index, match.Index + match.Length));
                }

                return matches;
            }

            var image = new BasicPlaneImage(text);
            foreach (ValueMatch match in _regex.EnumerateMatches(image.Characters))
            {
                matches.Add((image.Starts[match.Index], image.Starts[match.Index + match.Length]));
            }

            return matches;
        }
        catch (RegexMatchTimeoutException exception)
        {
            throw new BenchException(
                $"The pattern takes more than {_longest.TotalSeconds:F0} seconds for {text.Length} characters",
                _where,
                "Write it without nested repetitions, or give a shorter text",
                exception);
        }
    }

    private static Regex Create(string pattern)
    {
        try
        {
            return new Regex(pattern, Common | RegexOptions.NonBacktracking, _longest);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, pattern.Length <= LongestCompiled ? Common | RegexOptions.Compiled : Common, _longest);
        }
    }
}
