using Bench.Abstractions;

namespace Bench.Cli;

/// <summary>
/// Ties the words behind the options that take texts to them, so that a text which begins like an option (<c>--core</c>, <c>@file</c>)
/// is still a text.
/// </summary>
internal static class LiteralArguments
{
    private static readonly string[] _options = ["--text", "--text-pair", "--question", "--context"];

    /// <summary>The arguments with every <c>--text TEXT</c> as one <c>--text=TEXT</c>.</summary>
    /// <param name="arguments">The arguments as the shell gave them.</param>
    /// <exception cref="BenchException">A word that is no text is empty, as a script's unset variable is.</exception>
    public static string[] Join(IReadOnlyList<string> arguments)
    {
        var joined = new List<string>(arguments.Count);
        for (int i = 0; i < arguments.Count; i++)
        {
            // An empty word stays a word of its own: "--text=" would be an option without a value.
            bool isText = _options.Contains(arguments[i]) && i + 1 < arguments.Count && arguments[i + 1].Length > 0;
            if (arguments[i].Length == 0 && (i == 0 || !_options.Contains(arguments[i - 1])))
            {
                throw new BenchException(
                    i == 0 ? "The first word is empty" : $"The word behind '{arguments[i - 1]}' is empty", "command line", "Give a value, or leave it out");
            }

            joined.Add(isText ? $"{arguments[i]}={arguments[++i]}" : arguments[i]);
        }

        return [.. joined];
    }
}
