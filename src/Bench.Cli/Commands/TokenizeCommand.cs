using System.Collections.Immutable;
using System.CommandLine;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Inference;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>tokenize</c>: how the model sees a text.</summary>
internal static class TokenizeCommand
{
    public static Command Create(BenchServices services)
    {
        Option<string?> model = CommonOptions.Model(services);
        var text = new TextOption();
        Option<string?> pair = CommonOptions.TextPair();
        Option<string> format = CommonOptions.Format();
        var command = new Command("tokenize", "Shows a text as the model sees it: tokens, ids and offsets.") { model, pair, format };
        text.AddTo(command);
        command.SetAction(parsed =>
        {
            ITokenizer tokenizer = services.OpenTokenizer(DefaultModel.Or(services, parsed.GetValue(model)));
            (string first, string? second) = (text.Read(parsed), parsed.GetValue(pair));

            // A text without tokens can be shown, though not explained.
            TokenizedText input = tokenizer is Tokenizer own ? own.Encode(first, second) : tokenizer.Tokenize(first, second);
            if (parsed.GetValue(format) == "json")
            {
                JsonOutput.Print(new { Tokens = input.Tokens.Select(RecordedToken.Of), input.Truncated });
            }
            else
            {
                Print(services.Console, input);
            }
        });
        return command;
    }

    private static void Print(IAnsiConsole console, TokenizedText input)
    {
        var table = new Table().AddColumns("#", "token", "piece", "id", "start", "end", "word", "type");
        ImmutableArray<string> readable = ReadableTokens.Of(input);
        foreach ((int index, Token token) in input.Tokens.Index())
        {
            table.AddRow(
                index.ToString(),
                Markup.Escape(VisibleText.ForTerminal(readable[index])),
                Markup.Escape(VisibleText.ForTerminal(token.Text)),
                token.Id.ToString(),
                token.IsSpecial ? "" : token.Start.ToString(),
                token.IsSpecial ? "" : token.End.ToString(),
                token.IsSpecial ? "" : token.Word.ToString(),
                token.TypeId.ToString());
        }

        console.Write(table);
        if (input.Truncated > 0)
        {
            console.WriteLine($"{input.Truncated} tokens were cut off: the model takes {input.Tokens.Length}.");
        }
    }
}
