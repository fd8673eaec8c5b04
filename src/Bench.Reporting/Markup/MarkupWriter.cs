using System.Globalization;
using System.Text;

namespace Bench.Reporting;

/// <summary>Writes HTML and SVG with everything escaped: text, attribute values, and characters that such files may not hold.</summary>
internal sealed class MarkupWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Writes a start tag.</summary>
    /// <param name="name">Name of the element, trusted.</param>
    /// <param name="attributes">Names, trusted, and values, untrusted.</param>
    public MarkupWriter Open(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Tag(name, attributes);
        _text.Append('>');
        return this;
    }

    /// <summary>Writes an element without content, as SVG closes it.</summary>
    public MarkupWriter Empty(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Tag(name, attributes);
        _text.Append("/>");
        return this;
    }

    /// <summary>Writes an element with text in it.</summary>
    public MarkupWriter Element(string name, string text, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        Open(name, attributes).Text(text).Close(name);

    /// <summary>Writes untrusted text.</summary>
    public MarkupWriter Text(string text)
    {
        _text.Append(Escape(text));
        return this;
    }

    /// <summary>Writes markup that a <see cref="MarkupWriter"/> has made.</summary>
    public MarkupWriter Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>Writes an end tag.</summary>
    public MarkupWriter Close(string name)
    {
        _text.Append("</").Append(name).Append('>');
        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>Text as the content of an element or of a quoted attribute.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '"' => result.Append("&quot;"),
                '\'' => result.Append("&#39;"),
                '\n' or '\t' => result.Append((char)rune.Value),
                _ => result.Append(VisibleText.Harmless(rune)),
            };
        }

        return result.ToString();
    }

    /// <summary>A coordinate with at most two decimals.</summary>
    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    private void Tag(string name, ReadOnlySpan<(string Name, object Value)> attributes)
    {
        _text.Append('<').Append(name);
        foreach ((string key, object value) in attributes)
        {
            string text = value is double number ? Number(number) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
            _text.Append(' ').Append(key).Append("=\"").Append(Escape(text)).Append('"');
        }
    }
}
