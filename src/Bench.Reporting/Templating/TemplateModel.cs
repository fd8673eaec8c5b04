using System.Collections;
using System.Reflection;
using Scriban.Runtime;

namespace Bench.Reporting;

/// <summary>
/// What templates see of the program's records: their public properties in snake_case, read-only, copied. Nothing else can be reached
/// from them.
/// </summary>
internal static class TemplateModel
{
    /// <summary>A record as an object of templates.</summary>
    /// <param name="record">
    /// A record of Bench whose properties are texts, whole numbers, truth values, such records, and lists of these.
    /// </param>
    public static ScriptObject Of(object record)
    {
        var members = new ScriptObject();
        foreach (PropertyInfo property in record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            members.SetValue(StandardMemberRenamer.Rename(property.Name), Value(property.GetValue(record)), readOnly: true);
        }

        members.IsReadOnly = true;
        return members;
    }

    private static object? Value(object? value) => value switch
    {
        null or string or bool or int => value,
        IEnumerable items => new ScriptArray(items.Cast<object?>().Select(Value)) { IsReadOnly = true },
        _ when value.GetType().Assembly.GetName().Name!.StartsWith("Bench.", StringComparison.Ordinal) => Of(value),
        _ => throw new NotSupportedException($"Templates are not shown a {value.GetType()}."),
    };
}
