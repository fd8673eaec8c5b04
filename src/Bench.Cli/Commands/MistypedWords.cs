using System.CommandLine;
using Bench.Abstractions;

namespace Bench.Cli;

/// <summary>What somebody probably meant whose words are no command, no option and nothing that a command takes.</summary>
internal static class MistypedWords
{
    /// <summary>What is wrong. An unknown command is named alone: all words behind it are unknown too, and say nothing more.</summary>
    /// <param name="parsed">The command line, with errors.</param>
    public static string Problem(ParseResult parsed) =>
        parsed.CommandResult.Command is { Action: null, Subcommands.Count: > 0 }
            && parsed.UnmatchedTokens is [string first, ..] && !first.StartsWith('-')
            ? $"There is no command '{first}'"
            : string.Join("; ", parsed.Errors.Select(error => error.Message.TrimEnd('.')));

    /// <summary>Near names of commands and options; or that a text of several words wants quotes. Empty where nothing comes near.</summary>
    /// <param name="parsed">The command line, with errors.</param>
    public static string Suggest(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is not [string first, ..])
        {
            return "";
        }

        Command command = parsed.CommandResult.Command;
        string near = NearMatches.Suggest(
            first,
            command.Subcommands.Select(inner => inner.Name).Concat(command.Options.Select(option => option.Name))
                .Concat(command is RootCommand ? Examples.ScriptWords : []));
        return near.Length > 0 ? near
            : command is RootCommand && first.StartsWith('-') ? "Options stand behind a command, as in 'run film-reviews --limit 20'. "
            : parsed.CommandResult.Children.OfType<System.CommandLine.Parsing.ArgumentResult>()
                .Any(result => result.Argument.Name == TextOption.ArgumentName)
                ? "A text of several words stands in quotes. "
                : "";
    }
}
