using System.CommandLine;
using Bench.Abstractions;

namespace Bench.Cli;

/// <summary>The text that a command works on: on the command line as it stands, in a file, or on standard input.</summary>
internal sealed class TextOption
{
    /// <summary>What help calls the text that stands behind the command.</summary>
    public const string ArgumentName = "TEXT";

    private const string StandardInput = "-";

    private readonly Argument<string?> _word = new(ArgumentName)
    {
        Description = "The text, in quotes; a text that begins with '-' is given with --text.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _text = new("--text", "--question")
    {
        Description = "The text, or the question, literally, whatever it begins with; '-' alone reads standard input.",
        HelpName = "TEXT",
    };

    private readonly Option<string?> _file = new("--text-file")
    {
        Description = "File with the text (UTF-8; a line end at its end is no part of it), or '-' for standard input.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        // Or a mistyped option would be explained.
        _word.Validators.Add(result =>
        {
            string word = result.Tokens[^1].Value;
            if (word.StartsWith('-') && word != StandardInput)
            {
                result.AddError(
                    $"There is no option '{word}'. {NearMatches.Suggest(word, command.Options.Select(option => option.Name))}A text that "
                        + "begins with '-' stands behind --text");
            }
        });
        command.Add(_word);
        command.Add(_text);
        command.Add(_file);
    }

    /// <summary>Whether a text was given.</summary>
    public bool IsGiven(ParseResult parsed) => Literal(parsed) is not null || parsed.GetValue(_file) is not null;

    /// <summary>The text.</summary>
    /// <exception cref="BenchException">None was given, or two; or its file cannot be read.</exception>
    public string Read(ParseResult parsed) => (Literal(parsed), parsed.GetValue(_file)) switch
    {
        (StandardInput, null) or (null, StandardInput) => TextInput.ReadStandardInput(_text.Name),
        ({ } text, null) => text,
        (null, { } file) => TextInput.ReadFile(file, _file.Name),
        (null, null) =>
            throw new BenchException(
                "There is no text", "command line", "Write it in quotes behind the command, or add --text TEXT or --text-file FILE"),
        _ => throw Two("--text, --text-file"),
    };

    private string? Literal(ParseResult parsed) => (parsed.GetValue(_word), parsed.GetValue(_text)) switch
    {
        (null, var text) => text,
        (var word, null) => word,
        _ => throw Two($"{ArgumentName}, --text"),
    };

    private static BenchException Two(string where) => new("Two texts were given", where, "Leave out one of them");
}
