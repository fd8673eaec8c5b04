using Spectre.Console;

namespace Bench.Cli;

/// <summary>What the commands share: the workbench and the terminal.</summary>
internal sealed class BenchServices : Workbench
{
    // Tables of redirected output are read in editors and logs, where 80 columns are too few for them.
    private const int RedirectedWidth = 180;

    private BenchServices(BenchPaths paths)
        : base(paths)
    {
        bool redirected = System.Console.IsOutputRedirected;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
        {
            Console.Profile.Width = RedirectedWidth;
        }
    }

    public IAnsiConsole Console { get; }

    public static BenchServices Create()
    {
        // The output may be JSON, so what concerns people goes to the error stream.
        static void Note(string sentence) => System.Console.Error.WriteLine(SafeText.Printable(sentence));

        return new BenchServices(BenchPaths.Find(Note)) { Note = Note, CoreOpened = CorePrinter.Print, Downloads = new DownloadProgress() };
    }
}
