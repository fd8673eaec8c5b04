namespace Bench.Evaluation;

/// <summary>Lists and beginnings of sentences.</summary>
internal static class Words
{
    public static string Join(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    public static string Capitalized(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
