namespace Bench.Evaluation;

/// <summary>What separates the columns of a table, where its options do not say.</summary>
internal static class HeaderDelimiter
{
    /// <summary>The option's value for "look at the header".</summary>
    public const string Auto = "auto";

    // Spreadsheets of countries with a decimal comma write semicolons.
    private static readonly string[] _others = [";", "\t", "|"];

    /// <summary>
    /// A comma, unless the header has no comma outside quotes and one of the others: then that one, the most frequent first.
    /// </summary>
    /// <param name="header">The file's first line.</param>
    public static string Of(string header)
    {
        string bare = string.Concat(header.Split('"').Where((_, i) => i % 2 == 0));
        string other = _others.MaxBy(candidate => bare.Split(candidate).Length)!;
        return !bare.Contains(',', StringComparison.Ordinal) && bare.Contains(other, StringComparison.Ordinal) ? other : ",";
    }

    /// <summary>The delimiter in words.</summary>
    /// <param name="delimiter">The delimiter.</param>
    public static string Name(string delimiter) => delimiter == "\t" ? "tabs" : $"'{delimiter}'";
}
