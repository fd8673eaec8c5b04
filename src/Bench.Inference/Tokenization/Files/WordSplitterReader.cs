namespace Bench.Inference;

/// <summary>Reads the section <c>pre_tokenizer</c> of <c>tokenizer.json</c>.</summary>
internal static class WordSplitterReader
{
    /// <summary>The word splitter.</summary>
    /// <param name="section">The section.</param>
    /// <exception cref="Bench.Abstractions.BenchException">The pre-tokenizer is unknown.</exception>
    public static IWordSplitter Read(JsonPlace section)
    {
        string type = section.IsNull ? "none" : section["type"].Text();
        return type switch
        {
            "BertPreTokenizer" => new BertWordSplitter(),
            _ => throw Unsupported.Part("pre-tokenizer", type, section.Where, "BertPreTokenizer"),
        };
    }
}
