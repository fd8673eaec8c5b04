using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Reads the section <c>post_processor</c> of <c>tokenizer.json</c>.</summary>
internal static class TemplateReader
{
    /// <summary>The template.</summary>
    /// <param name="section">The section.</param>
    /// <param name="vocabulary">The vocabulary with all special tokens.</param>
    /// <exception cref="BenchException">The post-processor is unknown, or names a token that the vocabulary lacks.</exception>
    public static Template Read(JsonPlace section, Vocabulary vocabulary)
    {
        string type = section.IsNull ? "none" : section["type"].Text();
        return type switch
        {
            "TemplateProcessing" => new Template(
                Parts(section, "single", 1, vocabulary),
                Parts(section, "pair", 2, vocabulary)),
            "BertProcessing" => Template.Bert(Known(Named(section["cls"]), vocabulary), Known(Named(section["sep"]), vocabulary)),
            "RobertaProcessing" => Template.Roberta(Known(Named(section["cls"]), vocabulary), Known(Named(section["sep"]), vocabulary)),
            "ByteLevel" => Template.None,
            "Sequence" => section["processors"].Items().LastOrDefault(item => item["type"].Text() != "ByteLevel") is { Value.ValueKind: JsonValueKind.Object } last
                ? Read(last, vocabulary)
                : Template.None,
            _ => throw Unsupported.Part(
                "post-processor", type, section.Where, "TemplateProcessing, BertProcessing, RobertaProcessing, ByteLevel, Sequence"),
        };
    }

    private static ImmutableArray<TemplatePart> Parts(JsonPlace section, string name, int texts, Vocabulary vocabulary)
    {
        ImmutableArray<TemplatePart>.Builder parts = ImmutableArray.CreateBuilder<TemplatePart>();
        int segment = 0;
        foreach (JsonPlace item in section[name].Items())
        {
            if (item["SpecialToken"] is { IsNull: false } special)
            {
                int typeId = special["type_id"].Whole();
                JsonPlace definition = section["special_tokens"][special["id"].Text()];
                foreach (JsonPlace id in definition["ids"].Items())
                {
                    parts.Add(new TemplatePart(InRange(id, vocabulary), segment, typeId));
                }
            }
            else
            {
                JsonPlace sequence = item["Sequence"];
                segment = sequence["id"].Text() == "A" ? 0 : 1;
                parts.Add(new TemplatePart(null, segment, sequence["type_id"].Whole()));
            }
        }

        int[] segments = [.. parts.Where(part => part.SpecialId is null).Select(part => part.Segment)];
        return segments.SequenceEqual(Enumerable.Range(0, texts))
            ? parts.ToImmutable()
            : throw new BenchException(
                $"Found {segments.Length} texts, expected {(texts == 1 ? "text A" : "text A and then text B")}", section[name].Where);
    }

    private static int InRange(JsonPlace id, Vocabulary vocabulary) => id.Whole() < vocabulary.Size
        ? id.Whole()
        : throw new BenchException($"Found id {id.Whole()}, but the vocabulary has ids 0 to {vocabulary.Size - 1}", id.Where);

    // Written as ["[SEP]", 102]; the name is what counts.
    private static JsonPlace Named(JsonPlace token) => token.Items().First();

    private static int Known(JsonPlace token, Vocabulary vocabulary) => vocabulary.IdOf(token.Text())
        ?? throw new BenchException($"The vocabulary of {vocabulary.Size} pieces has no {token.Text()}", token.Where);
}
