using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Library;

/// <summary>
/// Stands for the tokenizer of a folder that has none: ids are given as they are, a piece is its id, and what ids are special is what
/// <c>config.json</c> says.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="padding">Id of the padding token, or <see langword="null"/>.</param>
internal sealed class IdTokenizer(string folder, int? padding) : ITokenizer
{
    public SpecialTokens Special { get; } = Read(InputJson.ReadObject(Path.Combine(folder, "config.json")), padding);

    public TokenizedText Tokenize(string text, string? textPair = null) =>
        throw new BenchException("The model has no tokenizer that can be read", folder, "Put tokenizer.json there, or give ids alone");

    public string Piece(int id) => FormattableString.Invariant($"[{id}]");

    // Decoders call the first and the last token of a text what encoders call class and separator.
    private static SpecialTokens Read(JsonElement config, int? padding) => new(
        Id(config, "cls_token_id") ?? Id(config, "bos_token_id"),
        Id(config, "sep_token_id") ?? Id(config, "eos_token_id"),
        padding,
        Id(config, "mask_token_id"),
        Id(config, "unk_token_id"));

    private static int? Id(JsonElement config, string name) =>
        config.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int id)
            && id >= 0 ? id : null;
}
