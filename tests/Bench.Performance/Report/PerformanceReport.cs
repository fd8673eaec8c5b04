using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Bench.Evaluation;

namespace Bench.Performance;

/// <summary>What one run of the fixed set measured.</summary>
/// <param name="Machine">Where.</param>
/// <param name="Date">When.</param>
/// <param name="Load">Load average of the machine when it began, or NaN where it is not known: above 0 others were at work too.</param>
/// <param name="Tables">What.</param>
public sealed record PerformanceReport(Machine Machine, DateOnly Date, double Load, ImmutableArray<PerformanceTable> Tables)
{
    /// <summary>Name of the files: the processor's, in lower case with hyphens.</summary>
    public string FileName => string.Join('-', string.Concat(
        Machine.Processor.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' '))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Writes both files.</summary>
    /// <param name="folder">Where to; it is made where needed.</param>
    /// <returns>The path of the Markdown file.</returns>
    public string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, FileName);
        File.WriteAllText(path + ".md", ToMarkdown());
        File.WriteAllBytes(path + ".json", ToJson());
        return path + ".md";
    }

    /// <summary>The report for people.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("# Performance\n\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Machine.Processor}, {Machine.Cores} cores, {Machine.VectorBits}-bit vectors; {Machine.System}; {Machine.Runtime}; {Date:yyyy-MM-dd}.\n");
        text.Append(CultureInfo.InvariantCulture, $"Made by `./run-bench.sh perf`; load average at the start {Format(Load)}.\n");
        foreach (PerformanceTable table in Tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {table.Title}\n\n{table.Note}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"| | {string.Join(" | ", table.Columns)} |\n");
            text.Append(CultureInfo.InvariantCulture, $"|---|{string.Concat(table.Columns.Select(_ => "---:|"))}\n");
            foreach (PerformanceRow row in table.Rows)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {string.Join(" | ", row.Values.Select(Format))} |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The report for programs.</summary>
    public byte[] ToJson() => JsonText.Write(
        writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("date", Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            if (double.IsFinite(Load))
            {
                writer.WriteNumber("load", Load);
            }

            writer.WriteString("processor", Machine.Processor);
            writer.WriteNumber("cores", Machine.Cores);
            writer.WriteNumber("vector_bits", Machine.VectorBits);
            writer.WriteString("system", Machine.System);
            writer.WriteString("runtime", Machine.Runtime);
            writer.WriteStartArray("tables");
            foreach (PerformanceTable table in Tables)
            {
                Write(writer, table);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        },
        indented: true);

    private static void Write(Utf8JsonWriter writer, PerformanceTable table)
    {
        writer.WriteStartObject();
        writer.WriteString("title", table.Title);
        writer.WriteStartArray("rows");
        foreach (PerformanceRow row in table.Rows)
        {
            writer.WriteStartObject();
            writer.WriteString("name", row.Name);
            foreach ((string column, double value) in table.Columns.Zip(row.Values))
            {
                if (double.IsFinite(value))
                {
                    writer.WriteNumber(column, value);
                }
                else
                {
                    writer.WriteNull(column);
                }
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // Three digits say all that a measurement on a shared machine can.
    private static string Format(double value) => !double.IsFinite(value) ? "–"
        : Math.Abs(value) >= 100 ? value.ToString("N0", CultureInfo.InvariantCulture)
        : Math.Abs(value) >= 10 ? value.ToString("F1", CultureInfo.InvariantCulture)
        : value.ToString("0.###", CultureInfo.InvariantCulture);
}
