using System.Text.Json;

namespace Bench.Packages.Tests;

/// <summary>
/// The code of a notebook as a program: its cells in order, without the kernel's own commands; what a cell ends with and would show is
/// printed by the name of its type.
/// </summary>
internal static class NotebookCode
{
    /// <summary>The program.</summary>
    /// <param name="path">The notebook.</param>
    /// <param name="model">A folder that takes the place of the notebook's model.</param>
    public static string Of(string path, string model)
    {
        JsonElement notebook = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path));
        string[] cells = [.. notebook.GetProperty("cells").EnumerateArray()
            .Where(cell => cell.GetProperty("cell_type").GetString() == "code")
            .Select(cell => string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())))];
        string[] lines = [.. cells.SelectMany(Lines)];
        IEnumerable<string> usings = lines.Where(IsUsing);
        return string.Join('\n',
            [.. usings, "void Show(object shown) => System.Console.WriteLine($\"shown: {shown.GetType().Name}\");",
                .. lines.Where(line => !IsUsing(line))])
            .Replace("\"sst2-bert-mini\"", JsonSerializer.Serialize(model), StringComparison.Ordinal);
    }

    private static bool IsUsing(string line) =>
        line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal);

    private static IEnumerable<string> Lines(string cell)
    {
        string[] lines = [.. cell.ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#'))];
        return lines.Length > 0 && !lines[^1].EndsWith(';') && !lines[^1].EndsWith('}') ? [.. lines[..^1], $"Show({lines[^1]});"] : lines;
    }
}
