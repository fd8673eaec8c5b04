using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>One line of <c>explanations.jsonl</c> read back: all explanations of one target of one text. All of it is untrusted.</summary>
/// <param name="Instance">Id of the instance; empty for a text given by hand.</param>
/// <param name="Label">True label as the dataset spells it, or <see langword="null"/>.</param>
/// <param name="Text">The text.</param>
/// <param name="TextPair">The second text of a pair, or <see langword="null"/>.</param>
/// <param name="Target">The output explained.</param>
/// <param name="Probabilities">The model's probabilities, one per output; in regression its numbers (<c>outputs</c> in the file).</param>
/// <param name="Tokens">The tokens, special tokens included.</param>
/// <param name="Rationales">For every annotator spans [start, end, segment] in characters.</param>
/// <param name="Columns">Further columns of the dataset.</param>
/// <param name="Explanations">The explanations, in order of the suite; an explainer that refused the text is left out.</param>
public sealed record ExplanationRecord(
    string? Instance,
    string? Label,
    string Text,
    string? TextPair,
    RecordedTarget Target,
    ImmutableArray<double> Probabilities,
    ImmutableArray<RecordedToken> Tokens,
    ImmutableArray<ImmutableArray<ImmutableArray<int>>>? Rationales,
    ImmutableSortedDictionary<string, string>? Columns,
    ImmutableArray<RecordedExplanation> Explanations)
{
    /// <summary>What was explained as one; <see langword="null"/> where it was every token.</summary>
    public Granularity? Granularity { get; init; }

    /// <summary>The segment whose tokens people are not shown, or <see langword="null"/>.</summary>
    public int? HiddenSegment { get; init; }

    /// <summary>Id of the task; <see langword="null"/> for one label of several for a text.</summary>
    public string? Task { get; init; }

    /// <summary>What the model says where the target reads, where there is a task.</summary>
    public string? Predicted { get; init; }

    /// <summary>Whether what is explained is true; <see langword="null"/> where that is not known, or there is no task.</summary>
    public bool? IsTrue { get; init; }

    /// <summary>Whether the model is right where the target reads; <see langword="null"/> where that is not known, or there is no task.</summary>
    public bool? IsCorrect { get; init; }

    /// <summary>The numbers of a model that gives no probabilities; <see langword="default"/> for all others.</summary>
    public ImmutableArray<double> Outputs { get; init; }

    /// <summary>Name of the file.</summary>
    public const string FileName = "explanations.jsonl";

    /// <summary>The tokens as people read them, in order.</summary>
    public ImmutableArray<string> ReadableTokens() => Abstractions.ReadableTokens.Of(
        Text, TextPair, [.. Tokens.Select(token => (token.Text, token.Special ? (CharacterSpan?)null : new CharacterSpan(token.Start, token.End, token.Segment)))]);

    private static readonly JsonSerializerOptions _json = new(RecordJson.Indented) { RespectRequiredConstructorParameters = false };

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
            ExplanationRecord record = JsonSerializer.Deserialize<ExplanationRecord>(json, _json)
                ?? throw new JsonException("The line is null.");
            record = record.Probabilities.IsDefault ? record with { Probabilities = record.Outputs } : record;
            return record.Problem() is { } problem ? throw new JsonException(problem) : record;
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

    private string? Problem()
    {
        if (Text is null || Target?.Label is null || Probabilities.IsDefaultOrEmpty || Tokens.IsDefault || Explanations.IsDefault)
        {
            return "'text', 'target', 'probabilities', 'tokens' or 'explanations' is missing";
        }

        if (Explanations.FirstOrDefault(explanation => explanation.Scores.IsDefault || explanation.Scores.Length != Tokens.Length) is { } wrong)
        {
            return $"'{wrong.Name}' has {(wrong.Scores.IsDefault ? 0 : wrong.Scores.Length)} scores for {Tokens.Length} tokens";
        }

        if (Explanations.FirstOrDefault(explanation => explanation.Trust is { Flags.IsDefault: true }) is { } flagless)
        {
            return $"'trust' of '{flagless.Name}' has no 'flags'";
        }

        if (Explanations.SelectMany(explanation => explanation.Units ?? []).Any(unit => unit?.FitsInto(this) != true))
        {
            return "a unit lies outside the text";
        }

        int[] lengths = [Text.Length, TextPair?.Length ?? 0];
        return Tokens.Any(token => token.Segment is < 0 or > 1 || token.Start < 0 || token.End < token.Start || token.End > lengths[token.Segment])
            || (Rationales ?? []).SelectMany(rationale => rationale).Any(span =>
                span.Length != 3 || span[2] is < 0 or > 1 || span[0] < 0 || span[1] < span[0] || span[1] > lengths[span[2]])
            ? "a token or a rationale lies outside the text"
            : null;
    }
}

/// <summary>The output explained.</summary>
/// <param name="Index">Index of the output.</param>
/// <param name="Label">Its label.</param>
/// <param name="Name">What a person calls it, where that is more.</param>
/// <param name="Kind">What kind of output it is, see <see cref="TargetJson.Kind"/>; <see langword="null"/> where the file does not say.</param>
public sealed record RecordedTarget(int Index, string Label, string? Name = null, string? Kind = null)
{
    /// <summary>What it is shown as.</summary>
    public string Title => Name ?? Label;
}

/// <summary>A token.</summary>
/// <param name="Text">The vocabulary's piece.</param>
/// <param name="Start">First character in its text, in UTF-16 units.</param>
/// <param name="End">One past the last.</param>
/// <param name="Special">Whether the tokenizer's template added it.</param>
/// <param name="Segment">0 in the first text, 1 in the second.</param>
public sealed record RecordedToken(string Text, int Start, int End, bool Special, int Segment)
{
    /// <summary>Whether it lies outside the units of a text that is shown in units.</summary>
    [JsonIgnore]
    public bool IsOutside { get; init; }
}

/// <summary>One explanation.</summary>
/// <param name="Name">Name of the explainer in tables.</param>
/// <param name="Scores">One score per token.</param>
/// <param name="Trust">How far to trust it, or <see langword="null"/> where the file does not say.</param>
public sealed record RecordedExplanation(string Name, ImmutableArray<double> Scores, RecordedTrust? Trust = null)
{
    /// <summary>The units with their scores, where units larger than tokens were explained.</summary>
    public ImmutableArray<RecordedUnit>? Units { get; init; }
}

/// <summary>How far to trust an explanation, see <see cref="TrustFlags"/>.</summary>
/// <param name="Flags">The flags raised.</param>
public sealed record RecordedTrust(ImmutableArray<string> Flags);
