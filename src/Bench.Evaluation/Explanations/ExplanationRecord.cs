using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// All explanations of one target of one text, as they stand in a line of <c>explanations.jsonl</c> and as <c>explain --format json</c>
/// prints them; properties in the file's order. What is read back is untrusted, and files of earlier versions lack some of it.
/// </summary>
public sealed record ExplanationRecord
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "explanations.jsonl";

    private readonly ImmutableArray<double> _probabilities;

    /// <summary>Makes a record of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="target">The output explained.</param>
    public ExplanationRecord(string text, RecordedTarget target) => (Text, Target) = (text, target);

    /// <summary>Name of the model.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary>Id of the instance; <see langword="null"/> for a text given by hand.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Instance { get; init; }

    /// <summary>True label as the dataset spells it, or <see langword="null"/>.</summary>
    public string? Label { get; init; }

    /// <summary>What the model says where the target reads, where there is a task.</summary>
    public string? Predicted { get; init; }

    /// <summary>Whether what is explained is true; <see langword="null"/> where that is not known, or there is no task.</summary>
    public bool? IsTrue { get; init; }

    /// <summary>
    /// Whether the model is right where the target reads; <see langword="null"/> where that is not known, or there is no task.
    /// </summary>
    public bool? IsCorrect { get; init; }

    /// <summary>Further columns of the dataset.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Columns { get; init; }

    /// <summary>The text.</summary>
    public string Text { get; init; }

    /// <summary>The second text of a pair, or <see langword="null"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TextPair { get; init; }

    /// <summary>What the model sees of a picture; <see langword="null"/> for texts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecordedPicture? Image { get; init; }

    /// <summary>Id of the task; <see langword="null"/> for one label of several for a text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Task { get; init; }

    /// <summary>The output explained.</summary>
    public RecordedTarget Target { get; init; }

    /// <summary>The number explained; <see langword="null"/> where the file does not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Quantity? Quantity { get; init; }

    /// <summary>What was explained as one; <see langword="null"/> where it was every token.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Granularity? Granularity { get; init; }

    /// <summary>How scores of tokens became those of units; <see langword="null"/> where units are tokens.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Gather? Gather { get; init; }

    /// <summary>The model's logits: [outputs], or a list of such for every token.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public object? Logits { get; init; }

    /// <summary>The model's probabilities, one per output; in regression its numbers, which the file calls <c>outputs</c>.</summary>
    public ImmutableArray<double> Probabilities
    {
        get => _probabilities.IsDefault ? Outputs : _probabilities;
        init => _probabilities = value;
    }

    /// <summary>The numbers of a model that gives no probabilities; <see langword="default"/> for all others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<double> Outputs { get; init; }

    /// <summary>The tokens, special tokens included.</summary>
    public ImmutableArray<RecordedToken> Tokens { get; init; }

    /// <summary>Tokens cut off.</summary>
    public int Truncated { get; init; }

    /// <summary>The segment whose tokens people are not shown, or <see langword="null"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? HiddenSegment { get; init; }

    /// <summary>For every annotator spans [start, end, segment] in characters.</summary>
    public ImmutableArray<ImmutableArray<ImmutableArray<int>>>? Rationales { get; init; }

    /// <summary>The explanations, in order of the suite; an explainer that refused the text is left out.</summary>
    public ImmutableArray<RecordedExplanation> Explanations { get; init; }

    /// <summary>What the model answers, by the name of its kind, where probabilities do not say it.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Answer { get; init; }

    /// <summary>The tokens as people read them, in order.</summary>
    public ImmutableArray<string> ReadableTokens() => Abstractions.ReadableTokens.Of(Text, TextPair, [.. Tokens.Select(token =>
        (token.Text, token.Special ? (CharacterSpan?)null : new CharacterSpan(token.Start, token.End, token.Segment)))]);

    /// <summary>Reads a file line by line.</summary>
    /// <param name="path">An <c>explanations.jsonl</c>.</param>
    /// <exception cref="BenchException">A line is malformed; raised when the line is reached.</exception>
    public static IEnumerable<ExplanationRecord> Read(string path)
    {
        foreach ((int index, string line) in File.ReadLines(path).Index())
        {
            yield return Parse(line, $"{path}:{index + 1}");
        }
    }

    /// <summary>Reads one line.</summary>
    /// <param name="json">The line.</param>
    /// <param name="where">Its place, for messages.</param>
    /// <exception cref="BenchException">The line is malformed.</exception>
    public static ExplanationRecord Parse(string json, string where)
    {
        try
        {
            ExplanationRecord record = JsonSerializer.Deserialize<ExplanationRecord>(json, ExplanationJson.Line)
                ?? throw new JsonException("The line is null.");
            return ExplanationCheck.Problem(record) is { } problem ? throw new JsonException(problem) : record;
        }
        catch (JsonException exception)
        {
            throw new BenchException(
                $"The explanations cannot be read: {exception.Message.Split(" Path:", StringSplitOptions.None)[0].TrimEnd('.')}",
                where,
                "The file was changed or cut; run the suite again",
                exception);
        }
    }

    /// <summary>The record as JSON on one line; an answer stands before the tokens that it is made of.</summary>
    public string ToLine()
    {
        if (Answer is not { Count: > 0 })
        {
            return JsonSerializer.Serialize(this, ExplanationJson.Line);
        }

        JsonObject json = JsonSerializer.SerializeToNode(this with { Answer = null }, ExplanationJson.Line)!.AsObject();
        int place = json.IndexOf("tokens");
        foreach ((string key, JsonElement value) in Answer)
        {
            json.Insert(place++, key, JsonSerializer.SerializeToNode(value));
        }

        return json.ToJsonString(ExplanationJson.Line);
    }
}
