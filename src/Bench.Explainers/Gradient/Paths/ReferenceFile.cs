using System.Text;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>One reference: a text, or the tokens of a text as some model's tokenizer made them.</summary>
/// <param name="Where">Where it was given, for messages.</param>
/// <param name="Text">The text; not used where there are tokens.</param>
/// <param name="Tokens">Ids and pieces without those of special tokens, or <see langword="null"/> for a text.</param>
internal sealed record Reference(string Where, string Text, (int Id, string Piece)[]? Tokens = null);

/// <summary>
/// Reads references from a file. A file whose name ends in <c>.jsonl</c> holds one object per line, with <c>text</c> or with <c>tokens</c>
/// as <c>tokenize --format json</c> prints them (<c>id</c>, <c>text</c>, <c>special</c>); any other file holds one text per line. Blank
/// lines are left out.
/// </summary>
internal static class ReferenceFile
{
    /// <summary>Most references of a file.</summary>
    public const int MostReferences = 10_000;

    private const string JsonEnding = ".jsonl";

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the references.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="BenchException">
    /// It is no UTF-8, has no reference or too many, or a line is malformed; the line is named.
    /// </exception>
    public static IReadOnlyList<Reference> Read(OptionFile file)
    {
        bool isJson = file.FullPath.EndsWith(JsonEnding, StringComparison.OrdinalIgnoreCase);
        var references = new List<Reference>();
        foreach ((int number, string line) in Lines(file))
        {
            string where = $"{file.FullPath}:{number}";
            if (references.Count == MostReferences)
            {
                throw new BenchException($"There are more than {MostReferences} references", where, $"Allowed: 1 to {MostReferences}");
            }

            references.Add(isJson ? Parse(line, where) : new Reference(where, line));
        }

        return references.Count > 0
            ? references
            : throw new BenchException("The file has no reference", file.FullPath, "Put one text on every line");
    }

    private static IEnumerable<(int Number, string Line)> Lines(OptionFile file)
    {
        ReadOnlyMemory<byte> rest = file.Content.Span.StartsWith("\uFEFF"u8) ? file.Content[3..] : file.Content;
        for (int number = 1; !rest.IsEmpty; number++)
        {
            int end = rest.Span.IndexOf((byte)'\n');
            string line = Decode(end < 0 ? rest.Span : rest.Span[..end], $"{file.FullPath}:{number}").Trim();
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.Length > 0)
            {
                yield return (number, line);
            }
        }
    }

    private static string Decode(ReadOnlySpan<byte> bytes, string where)
    {
        try
        {
            return _strict.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw new BenchException("The line holds bytes that are not UTF-8", where, "Save the file as UTF-8", exception);
        }
    }

    private static Reference Parse(string line, string where)
    {
        JsonElement fields = InputJson.ParseLine(line, where);
        if (fields.ValueKind != JsonValueKind.Object)
        {
            throw Malformed($"Found JSON of kind {fields.ValueKind}, expected an object", where);
        }

        if (fields.TryGetProperty("tokens", out JsonElement tokens))
        {
            return tokens.ValueKind == JsonValueKind.Array
                ? new Reference(
                    where, "", [.. tokens.EnumerateArray().Where(token => !IsSpecial(token, where)).Select(token => Token(token, where))])
                : throw Malformed($"'tokens' is {tokens.ValueKind}, expected a list", where);
        }

        return fields.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.String
            ? new Reference(where, text.GetString()!)
            : throw Malformed("There is neither a 'text' nor 'tokens'", where);
    }

    private static bool IsSpecial(JsonElement token, string where) => token.ValueKind != JsonValueKind.Object
        ? throw Malformed($"A token is {token.ValueKind}, expected an object", where)
        : token.TryGetProperty("special", out JsonElement special) && special.ValueKind == JsonValueKind.True;

    private static (int Id, string Piece) Token(JsonElement token, string where) =>
        token.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out int number)
            && number >= 0
        && token.TryGetProperty("text", out JsonElement piece) && piece.ValueKind == JsonValueKind.String
            ? (number, piece.GetString()!)
            : throw Malformed("A token has no 'id' from 0 on or no 'text'", where);

    private static BenchException Malformed(string problem, string where) => new(
        problem, where, "Write {\"text\": \"…\"}, or {\"tokens\": […]} as `tokenize --format json` prints them, on every line");
}
