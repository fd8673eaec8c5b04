using System.CommandLine;
using System.Reflection;

namespace Bench.Cli;

/// <summary><c>completion</c>: a script by which a shell completes commands, options and names.</summary>
internal static class CompletionCommand
{
    private static readonly string[] _shells = ["bash", "zsh", "fish", "pwsh"];

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "The shell." };
        shell.AcceptOnlyFromAmong(_shells);
        var command = new Command(
            "completion", "Prints a script that makes a shell complete commands, options, and the names of what there is.")
        {
            shell,
        };
        command.SetAction(parsed => Console.Out.Write(Script(parsed.GetValue(shell)!)));
        return command;
    }

    private static string Script(string shell)
    {
        using Stream script = Assembly.GetExecutingAssembly().GetManifestResourceStream($"completion.{shell}")!;
        using var reader = new StreamReader(script);
        return reader.ReadToEnd();
    }
}
