namespace Bench.Abstractions;

/// <summary>
/// A component as tables show it, such as <c>Compr (delete)</c>: its short name, and in parentheses the options that were set, words by
/// their value alone.
/// </summary>
/// <param name="Name">What stands before the parentheses.</param>
/// <param name="Set">What stands in them.</param>
internal sealed record ShownName(string Name, IReadOnlyList<string> Set)
{
    // Suites show metrics under several removals, so a word that may be one is one.
    private const string First = "removal";

    /// <summary>Reads a shown name; without parentheses it is the name alone.</summary>
    public static ShownName Parse(string text)
    {
        int open = text.IndexOf(" (", StringComparison.Ordinal);
        return open > 0 && text.EndsWith(')')
            ? new ShownName(text[..open].Trim(), text[(open + 2)..^1].Split(',', StringSplitOptions.TrimEntries))
            : new ShownName(text, []);
    }

    /// <summary>The options that are meant.</summary>
    /// <param name="id">Whose they are, for messages.</param>
    /// <param name="known">Its options.</param>
    /// <exception cref="BenchException">A word is a value of no option, or of several.</exception>
    public IEnumerable<KeyValuePair<string, string>> Options(string id, IReadOnlyList<OptionDescriptor> known) => Set.Select(part =>
    {
        if (part.IndexOf('=', StringComparison.Ordinal) is > 0 and int equals)
        {
            return KeyValuePair.Create(part[..equals], part[(equals + 1)..]);
        }

        OptionDescriptor[] meant = [.. known.Where(option => option.Choices.Contains(part, StringComparer.OrdinalIgnoreCase))];
        string? key = meant.Length == 1 ? meant[0].Key : meant.FirstOrDefault(option => option.Key == First)?.Key;
        return key is not null
            ? KeyValuePair.Create(key, part)
            : throw new BenchException(
                meant.Length == 0
                    ? $"'{part}' is no value of an option"
                    : $"'{part}' may be {string.Join(" or ", meant.Select(option => option.Key))}",
                id,
                $"Write {id}:key=value");
    });
}
