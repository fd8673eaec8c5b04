using Bench.Library;
using Spectre.Console;

namespace Bench;

/// <summary>A result that shows itself: as a table on a terminal, as HTML, and by itself in a notebook.</summary>
public abstract class View
{
    private protected View()
    {
    }

    /// <summary>Prints the table on the terminal.</summary>
    public void ShowTable() => Print(Terminal.Create());

    /// <summary>The table as plain text.</summary>
    public string ToTable()
    {
        using var writer = new StringWriter();
        Print(Terminal.Create(writer));
        return writer.ToString();
    }

    /// <summary>A page of its own, with nothing to load: <c>explain --html</c>, or a run's report.</summary>
    public abstract string ToHtml();

    /// <summary>A piece of HTML to put into a page or a notebook; nothing else is needed.</summary>
    public abstract string ToSnippet();

    /// <summary>Prints the table.</summary>
    /// <param name="console">Where to.</param>
    private protected abstract void Print(IAnsiConsole console);
}
