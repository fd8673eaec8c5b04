using System.Text;

namespace Bench.Cli;

/// <summary>
/// Prints text to standard output as files have it: UTF-8, <c>\n</c> line ends, nothing wrapped. On a terminal, which would act upon them,
/// control characters in it are replaced.
/// </summary>
internal static class TextOutput
{
    public static void Print(Action<TextWriter> write)
    {
        using Stream output = Console.OpenStandardOutput();
        using var writer = new StreamWriter(output, new UTF8Encoding(false)) { NewLine = "\n" };
        if (Console.IsOutputRedirected)
        {
            write(writer);
            return;
        }

        using var terminal = new PrintableWriter(writer) { NewLine = "\n" };
        write(terminal);
    }
}
