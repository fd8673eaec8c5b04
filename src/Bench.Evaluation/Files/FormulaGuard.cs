namespace Bench.Evaluation;

/// <summary>
/// Keeps spreadsheets from running text of strangers as a formula: such text gets a leading apostrophe, which a spreadsheet takes as
/// "text follows" and which reading removes again.
/// </summary>
public static class FormulaGuard
{
    // What spreadsheets take as the start of a formula, the full-width forms of some locales and leading white space included.
    private const string Dangerous = "=+-@\t\r\n＝＋－＠";

    /// <summary>The text as it is written; text that already starts with apostrophes before a formula gets one more.</summary>
    /// <param name="text">Untrusted text.</param>
    public static string Protect(string text) => StartsFormula(text) ? $"'{text}" : text;

    /// <summary>The text that was protected.</summary>
    /// <param name="field">A field as it was written.</param>
    public static string Restore(string field) => field.StartsWith('\'') && StartsFormula(field) ? field[1..] : field;

    private static bool StartsFormula(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart('\'');
        return !rest.IsEmpty && Dangerous.Contains(rest[0], StringComparison.Ordinal);
    }
}
