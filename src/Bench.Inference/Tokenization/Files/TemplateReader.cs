using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Reads the section <c>post_processor</c> of <c>tokenizer.json</c>.</summary>
internal static class TemplateReader
{
    /// <summary>The template, and what trims offsets.</summary>
    /// <param name="section">The section; null adds nothing.</param>
    /// <param name="vocabulary">The vocabulary with all special tokens.</param>
    /// <exception cref="BenchException">The post-processor is unknown, or names a token that the vocabulary lacks.</exception>
    public static (Template Template, ImmutableArray<OffsetTrim> Trims) Read(JsonPlace section, Vocabulary vocabulary)
    {
        JsonPlace[] steps = section.IsNull ? [] : [.. Steps(section)];
        JsonPlace[] templates = [.. steps.Where(step => step["type"].Text() != "ByteLevel")];
        return templates.Length <= 1
            ? (templates is [var only] ? TemplateOf(only, vocabulary) : Template.None, [.. steps.Where(Trims).Select(step =>
                new OffsetTrim(step["add_prefix_space"].Flag(missing: true)))])
            : throw new BenchException(
                $"Found {templates.Length} steps that add special tokens, expected one", section.Where,
                "Leave the one that the model was trained with");
    }

    private static IEnumerable<JsonPlace> Steps(JsonPlace section) =>
        section["type"].Text() == "Sequence" ? section["processors"].Items().SelectMany(Steps) : [section];

    private static bool Trims(JsonPlace step) =>
        step["type"].Text() is "ByteLevel" or "RobertaProcessing" && step["trim_offsets"].Flag(missing: true);

    private static Template TemplateOf(JsonPlace section, Vocabulary vocabulary) => section["type"].Text() switch
    {
        "TemplateProcessing" => new Template(Parts(section, "single", 1, vocabulary), Parts(section, "pair", 2, vocabulary)),
        "BertProcessing" => Template.Bert(Known(section["cls"], vocabulary), Known(section["sep"], vocabulary)),
        "RobertaProcessing" => Template.Roberta(Known(section["cls"], vocabulary), Known(section["sep"], vocabulary)),
        string type => throw Unsupported.Part(
            "post-processor", type, section.Where, "BertProcessing, ByteLevel, RobertaProcessing, Sequence, TemplateProcessing"),
    };

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
                $"Found {segments.Length} texts, expected {(texts == 1 ? "text A" : "text A and then text B")}", section[name].Where,
                "Copy the file again from where the model came from");
    }

    private static int InRange(JsonPlace id, Vocabulary vocabulary) => id.Whole() < vocabulary.Size
        ? id.Whole()
        : throw new BenchException($"Found id {id.Whole()}, but the vocabulary has ids 0 to {vocabulary.Size - 1}", id.Where,
            "Copy the file again from where the model came from");

    // Written as ["[SEP]", 102]; the name is what counts.
    private static int Known(JsonPlace token, Vocabulary vocabulary)
    {
        JsonPlace name = token.Items().FirstOrDefault(new JsonPlace(default, token.Where));
        return vocabulary.IdOf(name.Text())
            ?? throw new BenchException($"The vocabulary of {vocabulary.Size} pieces has no {name.Text()}", name.Where,
                "Copy the file again from where the model came from");
    }
}
