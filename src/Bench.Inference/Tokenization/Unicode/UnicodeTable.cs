using System.Globalization;

namespace Bench.Inference;

/// <summary>
/// Reads the Unicode tables that travel with the program. The program runs in invariant-globalization mode, where .NET neither
/// normalizes nor knows combining classes; with tables of our own a text gives the same tokens on every machine. They are written by
/// <c>generate.py</c> beside them.
/// </summary>
internal static class UnicodeTable
{
    /// <summary>The lines of a table, each split at its spaces, without comments.</summary>
    /// <param name="name">File name of the table, without folder.</param>
    public static IEnumerable<string[]> Lines(string name)
    {
        using Stream stream = typeof(UnicodeTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly carries no table {name}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                yield return line.Split(' ');
            }
        }
    }

    /// <summary>A hexadecimal code point.</summary>
    /// <param name="text">The digits.</param>
    public static int CodePoint(ReadOnlySpan<char> text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>A decimal number.</summary>
    /// <param name="text">The digits, perhaps with a sign.</param>
    public static int Number(ReadOnlySpan<char> text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>Hexadecimal code points as a string.</summary>
    /// <param name="codePoints">The code points.</param>
    public static string Text(ReadOnlySpan<string> codePoints)
    {
        string text = "";
        foreach (string codePoint in codePoints)
        {
            text += char.ConvertFromUtf32(CodePoint(codePoint));
        }

        return text;
    }
}
