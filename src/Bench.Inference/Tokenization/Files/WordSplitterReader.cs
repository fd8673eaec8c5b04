using System.Text;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Reads the section <c>pre_tokenizer</c> of <c>tokenizer.json</c>.</summary>
internal static class WordSplitterReader
{
    private const string Supported =
        "BertPreTokenizer, ByteLevel, CharDelimiterSplit, Digits, FixedLength, Metaspace, Punctuation, Sequence, Split, Whitespace, "
            + "WhitespaceSplit";

    // This splitter's expression is Rust's, whose \w is that of CharacterKinds and not Oniguruma's.
    private const string RustWord = @"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\x{200C}\x{200D}\x{24B6}-\x{24E9}";

    /// <summary>Cuts where white space is, and leaves it out.</summary>
    public static IWordSplitter WhiteSpace { get; } = new PatternWordSplitter(
        new CharacterPattern(Rune.IsWhiteSpace), SplitBehavior.Removed);

    /// <summary>The word splitter.</summary>
    /// <param name="section">The section; null leaves a text one word.</param>
    /// <param name="config">What it states about the space before a text goes before the section, as it does in transformers.</param>
    /// <exception cref="BenchException">The pre-tokenizer is unknown.</exception>
    public static IWordSplitter Read(JsonPlace section, TokenizerConfig config)
    {
        if (section.IsNull)
        {
            return new SequenceWordSplitter();
        }

        string type = section["type"].Text();
        return type switch
        {
            "BertPreTokenizer" => new BertWordSplitter(),
            "ByteLevel" => new ByteLevelWordSplitter(
                config.AddsPrefixSpace ?? section["add_prefix_space"].Flag(missing: true), section["use_regex"].Flag(missing: true)),
            "CharDelimiterSplit" => CutAt(Delimiter(section["delimiter"]), SplitBehavior.Removed),
            "Digits" => CutAt(
                CharacterKinds.IsNumber,
                section["individual_digits"].Flag(missing: false) ? SplitBehavior.Isolated : SplitBehavior.Contiguous),
            "FixedLength" => new PatternWordSplitter(new FixedLengthPattern(Length(section["length"])), SplitBehavior.Isolated),
            "Metaspace" => new MetaspaceWordSplitter(Mark(section["replacement"]), Before(section), section["split"].Flag(missing: true)),
            "Punctuation" => CutAt(CharacterKinds.IsPunctuation, Behavior(section["behavior"], "Isolated")),
            "Sequence" => new SequenceWordSplitter([.. section["pretokenizers"].Items().Select(item => Read(item, config))]),
            "Split" => new PatternWordSplitter(
                PatternReader.Read(section["pattern"]), Behavior(section["behavior"], null), section["invert"].Flag(missing: false)),
            "Whitespace" => new PatternWordSplitter(
                new RegexPattern($@"[{RustWord}]+|[^{RustWord}\s]+", section.Where), SplitBehavior.Removed, invert: true),
            "WhitespaceSplit" => WhiteSpace,
            _ => throw Unsupported.Part("pre-tokenizer", type, section.Where, Supported),
        };
    }

    private static PatternWordSplitter CutAt(Predicate<Rune> kind, SplitBehavior behavior) => new(new CharacterPattern(kind), behavior);

    private static Predicate<Rune> Delimiter(JsonPlace delimiter)
    {
        string text = delimiter.Text();
        return Rune.DecodeFromUtf16(text, out Rune rune, out int length) == System.Buffers.OperationStatus.Done && length == text.Length
            ? other => other == rune
            : throw NotOneCharacter(text, delimiter);
    }

    private static int Length(JsonPlace length) => length.Whole(5) is > 0 and var whole
        ? whole
        : throw new BenchException(
            "Found 0, expected at least one character", length.Where, "Copy the file again from where the model came from");

    private static SplitBehavior Behavior(JsonPlace behavior, string? missing)
    {
        string name = missing is null ? behavior.Text() : behavior.Text(missing);
        return !name.Contains(',') && name.All(char.IsAsciiLetter) && Enum.TryParse(name, ignoreCase: true, out SplitBehavior value)
            ? value
            : throw new BenchException($"Found '{name}', expected one of {string.Join(", ", Enum.GetNames<SplitBehavior>())}",
                behavior.Where, "Copy the file again from where the model came from");
    }

    private static char Mark(JsonPlace replacement)
    {
        string text = replacement.Text("▁");
        return text is [char mark] && !char.IsSurrogate(mark) ? mark : throw NotOneCharacter(text, replacement);
    }

    private static BenchException NotOneCharacter(string text, JsonPlace place) =>
        new($"Found '{text}', expected one character", place.Where, "Copy the file again from where the model came from");

    // Older files have a flag where newer ones name a scheme.
    private static WordMarkBefore Before(JsonPlace section)
    {
        JsonPlace scheme = section["prepend_scheme"];
        return scheme.Text(section["add_prefix_space"].Flag(missing: true) ? "always" : "never") switch
        {
            "always" => WordMarkBefore.Always,
            "first" => WordMarkBefore.First,
            "never" => WordMarkBefore.Never,
            string other =>
                throw new BenchException($"Found '{other}', expected always, first or never", scheme.Where,
                    "Copy the file again from where the model came from"),
        };
    }
}
