using System.Collections;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Bench.Reporting;

/// <summary>
/// Runs templates. Every value they write is escaped here, whatever they write it with, unless it is <see cref="RawMarkup"/>; what they do
/// not know is an error; and they see the data given to them, the functions of <see cref="TemplateFunctions"/> and nothing of the program.
/// </summary>
internal sealed class MarkupContext : TemplateContext
{
    public MarkupContext(ITemplateLoader loader, TemplateLimits limits, CancellationToken cancellationToken)
        : base(TemplateFunctions.Create())
    {
        TemplateLoader = loader;
        TemplateLoaderParserOptions = TemplateParser.Options;
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        EnableRelaxedIndexerAccess = false;
        AutoIndent = false; // or lines of scripts and texts would be moved
        LoopLimit = limits.Iterations;
        RecursiveLimit = limits.Depth;
        LimitToString = limits.Text;
        OnStringLimit = ScriptLimitBehavior.Throw;
        OutputLimit = limits.Output;
        OnOutputLimit = ScriptLimitBehavior.Throw;
        CancellationToken = cancellationToken;
    }

    public override TemplateContext Write(SourceSpan span, object? textAsObject)
    {
        _ = textAsObject switch
        {
            null => this,
            RawMarkup markup => Write(markup.ToString()),
            _ => Write(MarkupWriter.Escape(textAsObject as string ?? ObjectToString(textAsObject) ?? "")),
        };
        return this;
    }

    /// <summary>An empty text and an empty list count as no.</summary>
    public override bool ToBool(SourceSpan span, object? value) => value switch
    {
        string text => text.Length > 0,
        ICollection list => list.Count > 0,
        _ => base.ToBool(span, value),
    };
}
