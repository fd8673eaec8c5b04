using System.Globalization;
using System.Text.RegularExpressions;

namespace Bench.Reporting;

/// <summary>JSON inside a script element.</summary>
internal static partial class ScriptText
{
    /// <summary>Escapes what could end the element, or fool those who read the source by reordering it.</summary>
    /// <param name="json">JSON, in which these characters stand in strings only.</param>
    public static string Escape(string json) =>
        Special().Replace(json, found => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)found.Value[0]:x4}"));

    [GeneratedRegex("[<\u202A-\u202E\u2066-\u2069\u2028\u2029\uFEFF]")]
    private static partial Regex Special();
}
