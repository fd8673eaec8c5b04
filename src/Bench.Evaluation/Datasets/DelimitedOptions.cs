using System.ComponentModel;

namespace Bench.Evaluation;

/// <summary>Options of the formats <c>csv</c> and <c>tsv</c>. A column that is not named is looked for under its usual names.</summary>
public abstract record DelimitedOptions
{
    /// <summary>Column of the text.</summary>
    [Description("Column of the text; else text or sentence")]
    public string Text { get; set; } = "";

    /// <summary>Column of the second text.</summary>
    [Description("Column of the second text; else text_pair or sentence2")]
    public string TextPair { get; set; } = "";

    /// <summary>Column of the label.</summary>
    [Description("Column of the label; else label or label_name")]
    public string Label { get; set; } = "";

    /// <summary>Column of the id.</summary>
    [Description("Column of the id; else id, else the row's rank")]
    public string Id { get; set; } = "";

    /// <summary>Column of the rationale.</summary>
    [Description("Column of the rationale; else rationale or spans")]
    public string Rationale { get; set; } = "";

    /// <summary>Column of the edits.</summary>
    [Description("Column of edits that keep the meaning; else edits")]
    public string Edits { get; set; } = "";

    /// <summary>What separates columns.</summary>
    [Description("What separates columns; 'tab' for a tab; auto: a comma, or the ; | or tab that the header shows")]
    public string Delimiter { get; set; } = HeaderDelimiter.Auto;

    /// <summary>Whether double quotes enclose values.</summary>
    [Description("Whether double quotes enclose values that hold delimiters, quotes or line ends")]
    public bool Quotes { get; set; } = true;

    /// <summary>What rationale offsets count.</summary>
    [Description("What rationale offsets count")]
    public OffsetUnit Offsets { get; set; } = OffsetUnit.Utf16;
}

/// <summary>Options of the format <c>csv</c>.</summary>
public sealed record CsvOptions : DelimitedOptions;

/// <summary>Options of the format <c>tsv</c>.</summary>
public sealed record TsvOptions : DelimitedOptions
{
    /// <summary>Tabs, and quotes are characters like any other.</summary>
    public TsvOptions()
    {
        Delimiter = "tab";
        Quotes = false;
    }
}
