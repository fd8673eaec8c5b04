using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

/// <summary>Writes result sets as text.</summary>
internal static class Export
{
    public static IReadOnlyList<string> Forms { get; } = [.. BuiltInReports.Catalog().All.Select(form => form.Descriptor.Id)];

    public static IResultExporter Form(string id) => BuiltInReports.Catalog().Configure(new ComponentSpec(id)).Instance;

    public static string Write(IResultExporter exporter, ResultSet? results = null)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        exporter.Write(results ?? SampleResults.Create(), writer);
        return writer.ToString();
    }

    /// <summary>
    /// Does something under another culture. All cultures format alike in invariant globalisation, so the separators are set by hand.
    /// </summary>
    public static T Under<T>(string culture, Func<T> make)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = culture == "de-DE" ? "," : "٫";
        other.NumberFormat.NumberGroupSeparator = culture == "de-DE" ? "." : "٬";
        other.NumberFormat.NegativeSign = culture == "de-DE" ? "-" : "\u061C-";
        other.DateTimeFormat.TimeSeparator = ".";
        try
        {
            CultureInfo.CurrentCulture = other;
            return make();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
