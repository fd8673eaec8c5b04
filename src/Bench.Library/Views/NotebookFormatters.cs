namespace Bench.Library;

/// <summary>
/// Names the formatters of a type. Notebooks (.NET Interactive, Polyglot) find this attribute by its name and call what it names by
/// reflection, so that nothing of theirs is referenced.
/// </summary>
/// <param name="formatterSourceType">A type with <c>CreateTypeFormatters</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; set; } = ["text/html"];
}

/// <summary>Shows results in notebooks.</summary>
internal sealed class NotebookFormatters
{
    public IEnumerable<object> CreateTypeFormatters() =>
        [new NotebookFormatter("text/html", view => view.ToSnippet()), new NotebookFormatter("text/plain", view => view.ToTable())];
}

/// <summary>Shows results in one form.</summary>
/// <param name="mimeType">The form.</param>
/// <param name="write">Gives a result in it.</param>
internal sealed class NotebookFormatter(string mimeType, Func<View, string> write)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not View view)
        {
            return false;
        }

        writer.Write(write(view));
        return true;
    }
}
