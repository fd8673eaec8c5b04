using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Reads the section <c>pre_tokenizer</c> of <c>tokenizer.json</c>.</summary>
internal static class WordSplitterReader
{
    /// <summary>The word splitter.</summary>
    /// <param name="section">The section.</param>
    /// <param name="config">What it states about the space before a text goes before the section, as it does in transformers.</param>
    /// <exception cref="BenchException">The pre-tokenizer is unknown.</exception>
    public static IWordSplitter Read(JsonPlace section, TokenizerConfig config)
    {
        string type = section.IsNull ? "none" : section["type"].Text();
        return type switch
        {
            "BertPreTokenizer" => new BertWordSplitter(),
            "ByteLevel" => new ByteLevelWordSplitter(
                config.AddsPrefixSpace ?? section["add_prefix_space"].Flag(missing: true), section["use_regex"].Flag(missing: true)),
            "Metaspace" => new MetaspaceWordSplitter(Mark(section["replacement"]), Before(section), section["split"].Flag(missing: true)),
            "WhitespaceSplit" => new WhiteSpaceWordSplitter(),
            "Sequence" when section["pretokenizers"].Items().Any() =>
                new SequenceWordSplitter([.. section["pretokenizers"].Items().Select(item => Read(item, config))]),
            _ => throw Unsupported.Part(
                "pre-tokenizer", type, section.Where, "BertPreTokenizer, ByteLevel, Metaspace, WhitespaceSplit, Sequence"),
        };
    }

    private static char Mark(JsonPlace replacement)
    {
        string text = replacement.Text("▁");
        return text is [char mark] && !char.IsSurrogate(mark)
            ? mark
            : throw new BenchException($"Found '{text}', expected one character", replacement.Where);
    }

    // Older files have a flag where newer ones name a scheme.
    private static WordMarkBefore Before(JsonPlace section)
    {
        JsonPlace scheme = section["prepend_scheme"];
        return scheme.Text(section["add_prefix_space"].Flag(missing: true) ? "always" : "never") switch
        {
            "always" => WordMarkBefore.Always,
            "first" => WordMarkBefore.First,
            "never" => WordMarkBefore.Never,
            string other => throw new BenchException($"Found '{other}', expected always, first or never", scheme.Where),
        };
    }
}
