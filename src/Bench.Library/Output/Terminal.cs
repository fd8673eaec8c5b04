using Spectre.Console;

namespace Bench.Library;

/// <summary>Where tables are drawn.</summary>
internal static class Terminal
{
    // Tables of redirected output are read in editors and logs, where 80 columns are too few for them.
    private const int RedirectedWidth = 180;

    /// <summary>The process's output, in colours unless it is redirected.</summary>
    public static IAnsiConsole Create() => Console.IsOutputRedirected ? Create(Console.Out) : AnsiConsole.Create(new AnsiConsoleSettings());

    /// <summary>A writer that gets plain text.</summary>
    /// <param name="writer">The writer.</param>
    public static IAnsiConsole Create(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = RedirectedWidth;
        return console;
    }
}
