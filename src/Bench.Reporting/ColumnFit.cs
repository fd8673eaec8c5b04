using Spectre.Console;
using Spectre.Console.Rendering;

namespace Bench.Reporting;

/// <summary>Splits the columns of a table that is wider than the terminal into tables below each other.</summary>
internal static class ColumnFit
{
    // Spaces on both sides of what is in it, and the border.
    private const int Frame = 3;

    /// <summary>Writes a table, or as many below each other as there is room for its columns.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="leading">The columns that begin every table, with markup; the first is to the left.</param>
    /// <param name="others">The columns that stand beside each other as far as there is room.</param>
    public static void Write(IAnsiConsole console, (string Head, string[] Cells)[] leading, (string Head, string[] Cells)[] others)
    {
        int WidthOf((string Head, string[] Cells) column) => Width(console, [column.Head, .. column.Cells]);
        int first = leading.Sum(WidthOf);
        int[] widths = [.. others.Select(WidthOf)];

        // Names give way only where not even one column would fit beside them.
        bool areNamesWhole = widths.Length == 0 || 1 + first + widths.Max() <= console.Profile.Width;
        foreach (int[] part in Parts(console, first, widths))
        {
            var table = new Table();
            foreach (((string head, _), int i) in leading.Select((column, i) => (column, i)))
            {
                var column = new TableColumn(head);
                column = i == 0 ? column : column.RightAligned();
                table.AddColumn(i > 0 || areNamesWhole ? column.NoWrap() : column);
            }

            foreach (int i in part)
            {
                table.AddColumn(new TableColumn(others[i].Head).RightAligned().NoWrap());
            }

            for (int row = 0; row < leading[0].Cells.Length; row++)
            {
                table.AddRow([.. leading.Select(column => column.Cells[row]), .. part.Select(i => others[i].Cells[row])]);
            }

            console.Write(table);
        }
    }

    /// <summary>The width of a column.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="cells">Its head and cells, with markup.</param>
    public static int Width(IAnsiConsole console, IEnumerable<string> cells) =>
        Frame
            + cells.Max(cell =>
                ((IRenderable)new Markup(cell)).Measure(RenderOptions.Create(console, console.Profile.Capabilities), int.MaxValue).Max);

    /// <summary>Which columns stand beside each other.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="first">Width of what begins every table.</param>
    /// <param name="widths">Widths of the others, in order.</param>
    public static IEnumerable<int[]> Parts(IAnsiConsole console, int first, IReadOnlyList<int> widths)
    {
        var part = new List<int>();
        int used = 1 + first;
        foreach ((int i, int width) in widths.Index())
        {
            if (part.Count > 0 && used + width > console.Profile.Width)
            {
                yield return [.. part];
                part.Clear();
                used = 1 + first;
            }

            part.Add(i);
            used += width;
        }

        if (part.Count > 0)
        {
            yield return [.. part];
        }
    }
}
