using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// All explanations of one target of one text: a line of <c>explanations.jsonl</c> and the answer of <c>explain --format json</c>.
/// </summary>
public sealed record ExplanationDocument
{
    private const string ExplanationsKey = "explanations";

    /// <summary>The model.</summary>
    public required ModelInfo Model { get; init; }

    /// <summary>The instance, or <see langword="null"/> for a text given by hand.</summary>
    public Instance? Instance { get; init; }

    /// <summary>The tokenized text.</summary>
    public required TokenizedText Input { get; init; }

    /// <summary>The output explained.</summary>
    public required Target Target { get; init; }

    /// <summary>The number explained.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Logits of the text.</summary>
    public required Tensor Logits { get; init; }

    /// <summary>The explanations, each with the explainer's name in tables.</summary>
    public required IReadOnlyList<(string Name, Explanation Explanation)> Explanations { get; init; }

    /// <summary>The tokenizer's special tokens.</summary>
    public required SpecialTokens Special { get; init; }

    /// <summary>Spread from seed to seed by the explainer's name in tables; none for explainers that do not draw, or were not repeated.</summary>
    public IReadOnlyDictionary<string, SeedVariance> Seeds { get; init; } = ImmutableDictionary<string, SeedVariance>.Empty;

    /// <summary>Id of the task, or <see langword="null"/> where none was chosen.</summary>
    public string? Task { get; init; }

    /// <summary>What a person calls the target, or <see langword="null"/> where its label says it.</summary>
    public string? TargetName { get; init; }

    /// <summary>What is true of the target, where a run's task says it.</summary>
    public CaseTarget? Case { get; init; }

    /// <summary>What the model answers, where its probabilities do not say it.</summary>
    public ITaskAnswer? Answer { get; init; }

    /// <summary>How far to trust one of the explanations.</summary>
    /// <param name="explanation">One of <see cref="Explanations"/>.</param>
    public TrustFlags Trust(Explanation explanation) => TrustFlags.Of(explanation, Logits, Model, Special);

    /// <summary>
    /// Whether seconds and operations are written. Files of runs have none, so that equal runs give equal bytes; the operations of a run stand
    /// in <c>run.json</c>.
    /// </summary>
    public bool WithSeconds { get; init; } = true;

    /// <summary>Puts explanations into a document that was written without.</summary>
    /// <param name="document">The document as JSON.</param>
    /// <param name="explanations">The explanations, each as <see cref="WriteExplanation"/> wrote it.</param>
    public static JsonElement WithExplanations(JsonElement document, IEnumerable<JsonElement> explanations) =>
        JsonSerializer.Deserialize<JsonElement>(JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (JsonProperty property in document.EnumerateObject().Where(property => property.Name != ExplanationsKey))
            {
                property.WriteTo(writer);
            }

            writer.WriteStartArray(ExplanationsKey);
            foreach (JsonElement explanation in explanations)
            {
                explanation.WriteTo(writer);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }));

    /// <summary>Writes the document as one JSON object.</summary>
    /// <param name="writer">Where to write.</param>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("model", Model.Name);
        if (Instance is not null)
        {
            writer.WriteString("instance", Instance.Id);
            writer.WriteString("label", Case is null ? Instance.Label : Case.Gold);
            TargetJson.WriteTruth(writer, Case);
            TextJson.WriteColumns(writer, Instance.Columns);
        }

        writer.WriteString("text", Input.Text);
        if (Input.TextPair is not null)
        {
            writer.WriteString("text_pair", Input.TextPair);
        }

        if (Input.Picture is { } picture)
        {
            PictureJson.Write(writer, picture);
        }

        if (Task is not null)
        {
            writer.WriteString("task", Task);
        }

        TargetJson.Write(writer, "target", Model, Target, TargetName);
        writer.WriteString("quantity", OptionsBinder.Key(Quantity.ToString()));
        UnitJson.Write(writer, Input.Choice);
        WriteLogits(writer);
        writer.WriteNumbers(
            Model.Activation == OutputActivation.Identity ? "outputs" : "probabilities", TargetJson.Probabilities(Model, Logits, Target));
        if (Answer is not null)
        {
            writer.WritePropertyName(Answer.Key);
            Answer.Write(writer);
        }

        TextJson.WriteTokens(writer, Input);
        if (Input is { IsFixedHidden: true, FixedSegment: { } hidden })
        {
            writer.WriteNumber("hidden_segment", hidden);
        }

        TextJson.WriteRationales(writer, Instance?.Rationales ?? []);
        writer.WriteStartArray(ExplanationsKey);
        foreach ((string name, Explanation explanation) in Explanations)
        {
            WriteExplanation(writer, name, explanation);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // [C], or a list of [C] for every token.
    private void WriteLogits(Utf8JsonWriter writer)
    {
        if (Model.Head == HeadKind.Sequence)
        {
            writer.WriteNumbers("logits", Numbers(Logits));
            return;
        }

        writer.WriteStartArray("logits");
        for (int i = 0; i < Logits.Shape[0]; i++)
        {
            writer.WriteStartArray();
            foreach (double logit in Numbers(Logits[i]))
            {
                writer.WriteNumberValue(logit);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();

        static IEnumerable<double> Numbers(Tensor logits) => logits.Span.ToArray().Select(logit => (double)logit);
    }

    /// <summary>Writes one explanation of this text as a JSON object.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="name">The explainer's name in tables.</param>
    /// <param name="explanation">The explanation.</param>
    public void WriteExplanation(Utf8JsonWriter writer, string name, Explanation explanation)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("explainer", explanation.Explainer);
        writer.WriteOptions(explanation.Options);
        writer.WriteNumber("seed", explanation.Seed);
        writer.WriteNumbers("scores", explanation.Attribution.Scores);
        UnitJson.Write(writer, explanation);
        if (Input.Picture is { } picture && !explanation.Attribution.PixelScores.IsEmpty)
        {
            PictureJson.Write(writer, picture, explanation.Attribution.PixelScores);
        }

        if (!explanation.Attribution.StandardErrors.IsEmpty)
        {
            writer.WriteNumbers("standard_errors", explanation.Attribution.StandardErrors);
        }

        writer.WriteStartObject("diagnostics");
        foreach ((string diagnostic, double value) in explanation.Attribution.Diagnostics)
        {
            writer.WriteNumber(diagnostic, value);
        }

        writer.WriteEndObject();
        TrustJson.Write(writer, Trust(explanation));
        if (Seeds.TryGetValue(name, out SeedVariance? variance))
        {
            TrustJson.Write(writer, variance);
        }

        writer.WriteStartObject("cost");
        writer.WriteNumber("rows_forward", explanation.Cost.RowsForward);
        writer.WriteNumber("rows_backward", explanation.Cost.RowsBackward);
        writer.WriteNumber("tokens", explanation.Cost.Tokens);
        if (WithSeconds)
        {
            if (explanation.Cost.Flops > 0)
            {
                writer.WriteNumber("flops", explanation.Cost.Flops);
            }

            writer.WriteNumber("seconds", Math.Round(explanation.Cost.Elapsed.TotalSeconds, 6));
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
