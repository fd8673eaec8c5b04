using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Reads the section <c>normalizer</c> of <c>tokenizer.json</c>.</summary>
internal static class NormalizerReader
{
    private const string Supported =
        "BertNormalizer, ByteLevel, Lowercase, NFC, NFD, NFKC, NFKD, Nmt, Precompiled, Prepend, Replace, Sequence, Strip, StripAccents";

    /// <summary>The normalizer.</summary>
    /// <param name="section">The section; null leaves texts alone.</param>
    /// <param name="config">
    /// What it states about case, accents and Chinese characters goes before the section, as it does in Hugging Face's transformers.
    /// </param>
    /// <exception cref="BenchException">The normalizer is unknown.</exception>
    public static INormalizer Read(JsonPlace section, TokenizerConfig config)
    {
        if (section.IsNull)
        {
            return new SequenceNormalizer();
        }

        string type = section["type"].Text();
        return type switch
        {
            "BertNormalizer" => Bert(section, config).Build(),
            "NFC" => new UnicodeNormalizer(compatibility: false, compose: true),
            "NFD" => new UnicodeNormalizer(compatibility: false, compose: false),
            "NFKC" => new UnicodeNormalizer(compatibility: true, compose: true),
            "NFKD" => new UnicodeNormalizer(compatibility: true, compose: false),
            "Lowercase" => new LowerCaseNormalizer(),
            "StripAccents" => new StripMarksNormalizer(onlyNonspacing: false),
            "Strip" => new StripNormalizer(section["strip_left"].Flag(missing: true), section["strip_right"].Flag(missing: true)),
            "Replace" => new ReplaceNormalizer(PatternReader.Read(section["pattern"]), section["content"].Text()),
            "Prepend" => new PrependNormalizer(section["prepend"].Text()),
            "Nmt" => new NmtNormalizer(),
            "ByteLevel" => new ByteLevelNormalizer(),
            "Precompiled" => CharacterMap(section["precompiled_charsmap"]),
            "Sequence" => new SequenceNormalizer([.. section["normalizers"].Items().Select(item => Read(item, config))]),
            _ => throw Unsupported.Part("normalizer", type, section.Where, Supported),
        };
    }

    private static INormalizer CharacterMap(JsonPlace table)
    {
        if (table.Text("").Length == 0)
        {
            return new SequenceNormalizer();
        }

        return table.Value.TryGetBytesFromBase64(out byte[]? bytes)
            ? new CharacterMapNormalizer(bytes, table.Where)
            : throw new BenchException(
                "Found a text that is not base64", table.Where, "Copy the file again from where the model came from");
    }

    private static BertNormalizerOptions Bert(JsonPlace section, TokenizerConfig config)
    {
        bool? strips = section["strip_accents"].IsNull ? null : section["strip_accents"].Flag();
        return new BertNormalizerOptions(
            section["clean_text"].Flag(missing: true),
            config.SplitsChinese ?? section["handle_chinese_chars"].Flag(missing: true),
            config.StatesAccents ? config.StripsAccents : strips,
            config.LowerCase ?? section["lowercase"].Flag(missing: true));
    }
}
