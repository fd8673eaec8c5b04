using System.ComponentModel;

namespace Bench.Evaluation;

/// <summary>
/// Options of the format <c>parquet</c>. A column that is not named is looked for under the names that <c>jsonl</c> knows, and usual ones.
/// </summary>
public sealed record ParquetTableOptions
{
    /// <summary>Column of the text.</summary>
    [Description("Column of the text; else what jsonl knows, or sentence, sentence1")]
    public string Text { get; set; } = "";

    /// <summary>Column of the second text.</summary>
    [Description("Column of the second text; else what jsonl knows, or sentence2")]
    public string TextPair { get; set; } = "";

    /// <summary>Column of the label.</summary>
    [Description("Column of the label, a.b for field b of column a; of a list, what most of it says")]
    public string Label { get; set; } = "";

    /// <summary>Column of the id.</summary>
    [Description("Column of the id; else id, else the row's rank")]
    public string Id { get; set; } = "";

    /// <summary>Column of words.</summary>
    [Description("Column of the text as a list of words; else tokens")]
    public string Tokens { get; set; } = "";

    /// <summary>Column of the words' labels.</summary>
    [Description("Column of the words' labels; else tags or ner_tags")]
    public string Tags { get; set; } = "";

    /// <summary>Column of one rationale.</summary>
    [Description("Column of the rationale; else rationale")]
    public string Rationale { get; set; } = "";

    /// <summary>Column of several annotators' rationales.</summary>
    [Description("Column of several annotators' rationales; else rationales")]
    public string Rationales { get; set; } = "";

    /// <summary>What a rationale is written as.</summary>
    [Description("What a rationale is: spans or indices of characters, a flag per word, or phrases of the text")]
    public RationaleForm Marks { get; set; } = RationaleForm.Characters;

    /// <summary>What rationale offsets count.</summary>
    [Description("What rationale offsets count")]
    public OffsetUnit Offsets { get; set; } = OffsetUnit.Utf16;
}

/// <summary>How a column of a table says what somebody marked.</summary>
public enum RationaleForm
{
    /// <summary>Spans, or indices of single characters.</summary>
    Characters,

    /// <summary>0 or 1 for every word of the column of words.</summary>
    Words,

    /// <summary>Phrases, each of which stands in the text.</summary>
    Phrases,
}
