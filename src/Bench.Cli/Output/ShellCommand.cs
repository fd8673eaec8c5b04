using System.CommandLine;

namespace Bench.Cli;

/// <summary>A command as it was typed, to be pasted into a POSIX shell.</summary>
internal static class ShellCommand
{
    private const string Program = "./run-bench.sh";
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,=@%+";

    /// <summary>Writes it.</summary>
    /// <param name="parsed">What was typed.</param>
    public static string Of(ParseResult parsed) => string.Join(' ', [Program, .. parsed.Tokens.Select(token => Quote(token.Value))]);

    /// <summary>One argument: inside single quotes a shell takes everything as it stands but the quote itself.</summary>
    public static string Quote(string argument) => argument.Length > 0 && argument.All(Plain.Contains) ? argument
        : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
