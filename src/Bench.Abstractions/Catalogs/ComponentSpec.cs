using System.Collections.Immutable;
using System.Text;

namespace Bench.Abstractions;

/// <summary>
/// How a user asks for an explainer or a metric: an id and the options that differ from their defaults, written
/// <c>integrated-gradients:steps=20,rule=trapezoid</c>. A value with a comma or a quote is put in double quotes, in which a quote is
/// doubled.
/// </summary>
/// <param name="Id">The id.</param>
/// <param name="Options">Values by key, in key order.</param>
public sealed record ComponentSpec(string Id, ImmutableSortedDictionary<string, string> Options)
{
    /// <summary>A spec without options.</summary>
    /// <param name="id">The id.</param>
    public ComponentSpec(string id)
        : this(id, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal))
    {
    }

    /// <summary>Reads the written form.</summary>
    /// <param name="text">For example <c>lime:samples=500</c>.</param>
    /// <exception cref="BenchException">The text is not of that form, or names a key twice.</exception>
    public static ComponentSpec Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string id = (colon < 0 ? text : text[..colon]).Trim();
        if (id.Length == 0)
        {
            throw Malformed(text, "an id is missing");
        }

        var options = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        int position = colon < 0 ? text.Length : colon + 1;
        while (position < text.Length)
        {
            int equals = text.IndexOf('=', position);
            if (equals < 0)
            {
                throw Malformed(text, $"'{text[position..]}' has no '='");
            }

            string key = text[position..equals].Trim();
            (string value, position) = ReadValue(text, equals + 1);
            if (key.Length == 0 || !options.TryAdd(key, value))
            {
                throw Malformed(text, key.Length == 0 ? "a key is missing" : $"the key '{key}' stands twice");
            }
        }

        return new ComponentSpec(id, options.ToImmutable());
    }

    /// <summary>
    /// Reads a list such as <c>lime:samples=500,ridge=2,gradient</c>: a part without '=' starts a new entry. Names may stand as tables show
    /// them, with options in parentheses behind a space.
    /// </summary>
    /// <param name="text">Entries separated by commas.</param>
    /// <exception cref="BenchException">The text is not of that form.</exception>
    public static IReadOnlyList<ComponentSpec> ParseList(string text)
    {
        var entries = new List<List<string>>();
        foreach (string part in SplitOutside(text))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            int colon = part.IndexOf(':', StringComparison.Ordinal);
            bool continues = entries.Count > 0 && equals >= 0 && (colon < 0 || colon > equals);
            if (continues)
            {
                entries[^1].Add(part);
            }
            else
            {
                entries.Add([part]);
            }
        }

        return [.. entries.Select(parts => Parse(string.Join(',', parts)))];
    }

    /// <inheritdoc/>
    public override string ToString() => Options.IsEmpty
        ? Id
        : Id + ":" + string.Join(',', Options.Select(option => $"{option.Key}={Quote(option.Value)}"));

    /// <summary>Specs are equal where id and options are.</summary>
    /// <param name="other">The spec compared.</param>
    public bool Equals(ComponentSpec? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    private static string Quote(string value) =>
        value.AsSpan().ContainsAny(",\"") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private static (string Value, int Next) ReadValue(string text, int start)
    {
        if (start >= text.Length || text[start] != '"')
        {
            int comma = text.IndexOf(',', start);
            int end = comma < 0 ? text.Length : comma;
            return (text[start..end].Trim(), Math.Min(text.Length, end + 1));
        }

        var value = new StringBuilder();
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[i] != '"')
            {
                value.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '"')
            {
                value.Append('"');
                i++;
            }
            else if (i + 1 == text.Length || text[i + 1] == ',')
            {
                return (value.ToString(), Math.Min(text.Length, i + 2));
            }
            else
            {
                throw Malformed(text, "a closing quote is followed by more text");
            }
        }

        throw Malformed(text, "a quote is not closed");
    }

    // At commas outside quotes and the parentheses of shown names.
    private static IEnumerable<string> SplitOutside(string text)
    {
        int start = 0;
        bool quoted = false;
        bool shown = false;
        for (int i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == '"';
            shown = !quoted
                && ((shown && text[i] != ')') || (text[i] == '(' && i > start && text[i - 1] == ' ' && text.IndexOf(')', i) > i));
            if (text[i] == ',' && !quoted && !shown)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    private static BenchException Malformed(string text, string what) =>
        new($"In '{text}' {what}", null, "Write ID or ID:key=value,key=value");
}
