using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// <c>tokenizer_config.json</c>, with <c>special_tokens_map.json</c> and <c>config.json</c> for what it leaves out; all may be missing. A
/// value that is not stated is <see langword="null"/>.
/// </summary>
internal sealed class TokenizerConfig
{
    private readonly JsonPlace _config;
    private readonly JsonPlace _specialTokens;
    private readonly JsonPlace _model;

    private TokenizerConfig(JsonPlace config, JsonPlace specialTokens, JsonPlace model)
    {
        _config = config;
        _specialTokens = specialTokens;
        _model = model;
    }

    /// <summary>The class of transformers that reads the folder.</summary>
    public JsonPlace Class => _config["tokenizer_class"].IsNull ? _model["tokenizer_class"] : _config["tokenizer_class"];

    /// <summary>A class that comes with its own code.</summary>
    public JsonPlace CustomClass => _config["auto_map"]["AutoTokenizer"].IsNull
        ? _model["auto_map"]["AutoTokenizer"]
        : _config["auto_map"]["AutoTokenizer"];

    /// <summary>What kind of model it is.</summary>
    public string? ModelType => _model["model_type"] is { IsNull: false } type ? type.Text() : null;

    /// <summary>The id that the model takes for padding.</summary>
    public int? Padding =>
        _model["pad_token_id"] is { Value.ValueKind: JsonValueKind.Number } id && id.Value.TryGetInt32(out int number) ? number : null;

    /// <summary>Tokens with their ids: an object from id to token.</summary>
    public JsonPlace AddedTokens => _config["added_tokens_decoder"];

    /// <summary>Whether letters become lower case.</summary>
    public bool? LowerCase => Flag("do_lower_case");

    /// <summary>Whether Chinese characters become words.</summary>
    public bool? SplitsChinese => Flag("tokenize_chinese_chars");

    /// <summary>Whether accents are stripped.</summary>
    public bool? StripsAccents => Flag("strip_accents");

    /// <summary>Whether ALBERT's accents are kept.</summary>
    public bool? KeepsAccents => Flag("keep_accents");

    /// <summary>Whether DeBERTa's punctuation characters are words.</summary>
    public bool? SplitsPunctuation => Flag("split_by_punct");

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
    /// <exception cref="BenchException">A file is no JSON object, or asks for something that is not implemented.</exception>
    public static TokenizerConfig Read(TokenizerFolder folder)
    {
        var config = new TokenizerConfig(
            folder.Json("tokenizer_config.json"), folder.Json("special_tokens_map.json"), folder.Json("config.json"));
        return config.Flag("split_special_tokens") == true
            ? throw new BenchException(
                "Special tokens that a text names would be cut into pieces, which is not supported",
                config._config["split_special_tokens"].Where,
                "Set split_special_tokens to false if the model was not trained so")
            : config;
    }

    /// <summary>A special token, for example <c>[MASK]</c>: a string, or an object with its content and matching rules.</summary>
    /// <param name="key">Its key: <c>mask_token</c> and the like.</param>
    public JsonPlace SpecialToken(string key) => Stated(_config[key]) ? _config[key] : _specialTokens[key];

    /// <summary>Special tokens without a role: a list of tokens, or an object of them.</summary>
    /// <param name="key">Their key: <c>additional_special_tokens</c> and the like.</param>
    public JsonPlace MoreTokens(string key) => _config[key].IsNull ? _specialTokens[key] : _config[key];

    /// <summary>What a token is called: it is a string, or an object with its content and matching rules.</summary>
    /// <param name="token">The token.</param>
    public static string Content(JsonPlace token) => token.Value.ValueKind == JsonValueKind.Object ? token["content"].Text() : token.Text();

    /// <summary>Whether Llama's class puts the token of a role at an end of every text, whatever <c>tokenizer.json</c> says.</summary>
    /// <param name="role"><c>bos</c> or <c>eos</c>.</param>
    public bool? Adds(string role) => Flag($"add_{role}_token");

    // Some files write the absent token as an empty string.
    private static bool Stated(JsonPlace token) =>
        !token.IsNull && !(token.Value.ValueKind == JsonValueKind.String && token.Text().Length == 0);

    private bool? Flag(string key) => _config[key].IsNull ? null : _config[key].Flag();
}
