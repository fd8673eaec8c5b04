using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Bench.Reporting.Tests;

/// <summary>A text that tries every way out, and copies of records with it in every field.</summary>
internal static class HostileText
{
    /// <summary>
    /// Tags, quotes of every kind, entities, Markdown, LaTeX, the templates' own braces, line ends, controls, and marks that turn text
    /// around.
    /// </summary>
    public const string Text =
        "</script></style></svg><script>alert(1)</script><img src=x onerror=alert(1)>\" onclick=\"alert(1)\" ' x='`id` &lt; &amp; "
        + "| **b** _i_ [l](javascript:alert(1)) ![i](x) # $x$ ~ \\write18{id} %c {{ 7 * 191 }} {% raw %} {{{suite}}} \r\n## "
            + "h\n\t=1+1\u0000\u0007\u001B[31m\u007F\u0085"
        + "\u202Eevil\u202C\u2066x\u2069\u2028\uFEFF -->]]>";

    /// <summary>A deep copy of a record with one text in all fields that hold texts, and two entries in all its lists of texts.</summary>
    /// <param name="record">The record.</param>
    /// <param name="text">The text.</param>
    /// <param name="kept">Fields that keep what they hold, by name of the property.</param>
    public static T Fill<T>(T record, string text, IReadOnlySet<string> kept)
        where T : class => (T)Copy(record, text, kept)!;

    private static object? Copy(object? value, string text, IReadOnlySet<string> kept)
    {
        switch (value)
        {
            case null or ValueType:
                return value;
            case string:
                return text;
            case IEnumerable<string>:
                return new[] { text, text };
            case IEnumerable items:
                object?[] copies = [.. items.Cast<object>().Select(item => Copy(item, text, kept))];
                var list = Array.CreateInstance(
                    value.GetType().GetInterfaces().First(type => type.Name == "IReadOnlyList`1").GetGenericArguments()[0], copies.Length);
                copies.CopyTo(list, 0);
                return list;
        }

        object copy = RuntimeHelpers.GetUninitializedObject(value.GetType());
        foreach (FieldInfo field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
        {
            string property = field.Name.Trim('<').Split('>')[0];
            field.SetValue(copy, kept.Contains(property) ? field.GetValue(value) : Copy(field.GetValue(value), text, kept));
        }

        return copy;
    }
}
