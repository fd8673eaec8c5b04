using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// <c>tokenizer_config.json</c>, with <c>special_tokens_map.json</c> for what it leaves out; both may be missing. A value that is not
/// stated is <see langword="null"/>.
/// </summary>
internal sealed class TokenizerConfig
{
    private readonly JsonPlace _config;
    private readonly JsonPlace _specialTokens;

    private TokenizerConfig(JsonPlace config, JsonPlace specialTokens)
    {
        _config = config;
        _specialTokens = specialTokens;
    }

    /// <summary>Whether letters become lower case.</summary>
    public bool? LowerCase => Flag("do_lower_case");

    /// <summary>Whether Chinese characters become words.</summary>
    public bool? SplitsChinese => Flag("tokenize_chinese_chars");

    /// <summary>Whether accents are stripped.</summary>
    public bool? StripsAccents => Flag("strip_accents");

    /// <summary>Whether ALBERT's accents are kept.</summary>
    public bool? KeepsAccents => Flag("keep_accents");

    /// <summary>Whether a byte-level tokenizer puts a space before a text.</summary>
    public bool? AddsPrefixSpace => Flag("add_prefix_space");

    /// <summary>Whether <see cref="StripsAccents"/> is stated, be it as null, which means "as lower case".</summary>
    public bool StatesAccents => _config["strip_accents"].Value.ValueKind != JsonValueKind.Undefined;

    /// <summary>Longest row; not stated where it is the huge number that stands for "no limit".</summary>
    public int? MaxLength => _config["model_max_length"] is { Value.ValueKind: JsonValueKind.Number } length
        && length.Value.GetDouble() is >= 1 and < 1e9
        ? (int)length.Value.GetDouble()
        : null;

    /// <summary>Whether the beginning of a text is cut off and not its end.</summary>
    public bool? TruncatesLeft => _config["truncation_side"] is { IsNull: false } side ? side.Text() == "left" : null;

    /// <summary>Reads the files of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="BenchException">A file is no JSON object.</exception>
    public static TokenizerConfig Read(string folder) => new(
        Optional(Path.Combine(folder, "tokenizer_config.json")),
        Optional(Path.Combine(folder, "special_tokens_map.json")));

    /// <summary>What a special token is called, for example <c>[MASK]</c>.</summary>
    /// <param name="key">Its key: <c>mask_token</c> and the like.</param>
    public string? SpecialToken(string key)
    {
        // A token is a string, or an object with its content and matching rules.
        JsonPlace token = _config[key].IsNull ? _specialTokens[key] : _config[key];
        return token.IsNull ? null : token.Value.ValueKind == JsonValueKind.Object ? token["content"].Text() : token.Text();
    }

    private static JsonPlace Optional(string path) => File.Exists(path) ? JsonPlace.ReadObject(path) : new JsonPlace(default, path);

    private bool? Flag(string key) => _config[key].IsNull ? null : _config[key].Flag();
}
