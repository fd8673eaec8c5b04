using Bench.Abstractions;
using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Bench.Reporting;

/// <summary>Reads templates, and says where one is wrong.</summary>
internal static class TemplateParser
{
    /// <summary>Expressions and statements inside one another end at 100.</summary>
    public static ParserOptions Options { get; } = new() { ExpressionDepthLimit = 100 };

    /// <summary>A template ready to run.</summary>
    /// <param name="text">The template.</param>
    /// <param name="path">Its file.</param>
    /// <exception cref="BenchException">It is no template; names the line and column.</exception>
    public static Template Parse(string text, string path)
    {
        Template template = Template.Parse(text, path, Options);
        return template.HasErrors ? throw Refusal(First(template.Messages), null) : template;
    }

    /// <summary>What went wrong while a template ran, in the user's words.</summary>
    public static BenchException Refusal(ScriptRuntimeException exception) =>
        exception is ScriptParserRuntimeException { ParserMessages: var messages }
            ? Refusal(First(messages), exception)
            : Refusal((exception.Span, exception.OriginalMessage), exception);

    private static (SourceSpan Span, string Message) First(IEnumerable<LogMessage> messages)
    {
        LogMessage first = messages.First(message => message.Type == ParserMessageType.Error);
        return (first.Span, first.Message);
    }

    private static BenchException Refusal((SourceSpan Span, string Message) found, Exception? inner) => new(
        $"The template cannot be used: {found.Message.Split('\n')[0].TrimEnd('.', '\r')}",
        $"{found.Span.FileName}:{found.Span.Start.Line + 1}:{found.Span.Start.Column + 1}",
        "Mend it or take it out of the folder",
        inner);
}
