using Bench.Abstractions;

namespace Bench.Cli;

/// <summary>Empty words of the command line, as a script's unset variables leave them.</summary>
internal static class EmptyWords
{
    private static readonly string[] _texts = ["--text", "--text-pair", "--question", "--context"];

    /// <summary>Refuses empty words, but behind options that take texts: an empty text is a text.</summary>
    /// <param name="arguments">The arguments as the shell gave them.</param>
    /// <exception cref="BenchException">A word that is no text is empty.</exception>
    public static void Refuse(string[] arguments)
    {
        int empty = Array.FindIndex(arguments, word => word.Length == 0);
        while (empty > 0 && _texts.Contains(arguments[empty - 1]))
        {
            empty = Array.FindIndex(arguments, empty + 1, word => word.Length == 0);
        }

        if (empty >= 0)
        {
            throw new BenchException(
                empty == 0 ? "The first word is empty" : $"The word behind '{arguments[empty - 1]}' is empty", "command line",
                "Give a value, or leave it out");
        }
    }
}
