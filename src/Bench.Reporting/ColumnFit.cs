using Spectre.Console;
using Spectre.Console.Rendering;

namespace Bench.Reporting;

/// <summary>Splits the columns of a table that is wider than the terminal into tables below each other.</summary>
internal static class ColumnFit
{
    // Spaces on both sides of what is in it, and the border.
    private const int Frame = 3;

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
