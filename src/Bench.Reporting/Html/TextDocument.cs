using System.Globalization;
using System.Text.Json;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>One text of the page's data: short keys, tokens once for all explainers, codes instead of scores.</summary>
/// <param name="run">What was run.</param>
internal sealed class TextDocument(RunManifest run)
{
    private readonly string[] _explainers = [.. run.Explainers.Select(explainer => explainer.Name)];

    /// <summary>Writes a text.</summary>
    /// <param name="json">Where to write.</param>
    /// <param name="record">The explanations.</param>
    /// <param name="scores">Its scores by explainer and metric.</param>
    /// <param name="disagreement">How far its explainers disagree.</param>
    public void Write(Utf8JsonWriter json, ExplanationRecord record, IReadOnlyList<ScoreRow> scores, double disagreement)
    {
        json.WriteStartObject();
        json.WriteString("i", record.Instance ?? "");
        json.WriteString("t", record.Text);
        if (record.TextPair is { } pair)
        {
            json.WriteString("u", pair);
        }

        if (record.Label is { } label)
        {
            json.WriteString("l", label);
            json.WriteNumber("y", ModelLabels.IndexOf(run.Model.Labels, label));
        }

        json.WriteNumber("g", record.Target.Index);
        WriteTask(json, record);
        WriteEntity(json, record);
        WriteUnlike(json, record);
        WriteNumbers(json, "p", record.Probabilities, "F4");
        WriteTokens(json, record);
        WriteRationale(json, record);
        WriteColumns(json, record);
        WriteExplanations(json, record);
        PagePicture.Write(json, record, _explainers);
        WriteNumbers(json, "m", scores.Select(row => row.Value ?? double.NaN), "G4");
        WriteNumber(json, "d", disagreement, "F3");
        json.WriteEndObject();
    }

    private static void WriteTask(Utf8JsonWriter json, ExplanationRecord record)
    {
        if (record.Task is null)
        {
            return;
        }

        json.WriteString("n", record.Target.Title);
        json.WriteString("q", record.Predicted);
        if (record.IsCorrect is { } isCorrect)
        {
            json.WriteBoolean("w", isCorrect);
        }
        else
        {
            json.WriteNull("w");
        }
    }

    private static void WriteEntity(Utf8JsonWriter json, ExplanationRecord record)
    {
        if (TargetEntity.Of(record) is not { } entity)
        {
            return;
        }

        json.WriteStartObject("h");
        json.WriteNumber("k", entity.Place);
        json.WriteString("w", entity.Word);
        json.WriteString("l", entity.Label);
        json.WriteEndObject();
    }

    // How far the text is from what the model was trained on: unknown tokens, their share, tokens cut off.
    private static void WriteUnlike(Utf8JsonWriter json, ExplanationRecord record)
    {
        RecordedTrust? trust = record.Explanations.Select(explanation => explanation.Trust).FirstOrDefault(trust => trust is not null);
        if (trust?.Unknown > 0 || record.Truncated > 0)
        {
            WriteNumbers(json, "z", [trust?.Unknown ?? 0, trust?.UnknownShare ?? 0, record.Truncated], "G4");
        }
    }

    // Pairs of gap and length: the gap from the end of the token before, negative where tokens share characters; each segment starts anew.
    private static void WriteTokens(Utf8JsonWriter json, ExplanationRecord record)
    {
        json.WriteStartArray("o");
        int[] ends = [0, 0];
        foreach (RecordedToken token in record.Tokens)
        {
            CharacterSpan span = new CharacterSpan(token.Start, token.End).WithoutSpaces(token.Segment == 0
                ? record.Text
                : record.TextPair ?? "");
            int start = token.Special ? ends[token.Segment] : span.Start;
            int end = token.Special ? start : span.End;
            json.WriteNumberValue(start - ends[token.Segment]);
            json.WriteNumberValue(end - start);
            ends[token.Segment] = end;
        }

        json.WriteEndArray();
        json.WriteStartObject("x");

        // Parts of a picture stand nowhere in a text; their names say what they are.
        bool isPicture = record.Image is not null;
        foreach ((int i, RecordedToken token) in record.Tokens.Index().Where(token => isPicture || token.Item.Special))
        {
            json.WriteString(i.ToString(CultureInfo.InvariantCulture), token.Text);
        }

        json.WriteEndObject();
        if (record.Tokens.Any(token => token.Segment == 1))
        {
            json.WriteString("s", string.Concat(record.Tokens.Select(token => token.Segment)));
        }
    }

    // The union over annotators, since an underline has one level.
    private static void WriteRationale(Utf8JsonWriter json, ExplanationRecord record)
    {
        if (record.Rationales is not { Length: > 0 } rationales)
        {
            return;
        }

        json.WriteStartArray("r");
        foreach (IReadOnlyList<int> span in rationales.SelectMany(rationale => rationale).OrderBy(span => span[2]).ThenBy(span => span[0]))
        {
            foreach (int number in span)
            {
                json.WriteNumberValue(number);
            }
        }

        json.WriteEndArray();
    }

    private static void WriteColumns(Utf8JsonWriter json, ExplanationRecord record)
    {
        if (record.Columns is { Count: > 0 } columns)
        {
            json.WriteStartObject("c");
            foreach ((string name, string value) in columns)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }
    }

    private void WriteExplanations(Utf8JsonWriter json, ExplanationRecord record)
    {
        ILookup<string, RecordedExplanation> byName = record.Explanations.ToLookup(explanation => explanation.Name);
        (string? Codes, double Scale)[] rows =
            [.. _explainers.Select(name => byName[name].FirstOrDefault() is { } found ? ScoreCode.Encode(found.Scores) : (null, 0))];
        json.WriteStartArray("e");
        foreach ((string? codes, double _) in rows)
        {
            json.WriteStringValue(codes);
        }

        json.WriteEndArray();
        WriteNumbers(json, "k", rows.Select(row => row.Scale), "G5");
        WriteEnds(json, [.. _explainers.Select(name => byName[name].FirstOrDefault() is { } found ? Additive.Of(found) : null)]);
    }

    // Where scores add up, the numbers they add up between: force plots have the model's own axis.
    private static void WriteEnds(Utf8JsonWriter json, Additive?[] ends)
    {
        if (ends.All(one => one is null))
        {
            return;
        }

        json.WriteStartArray("a");
        foreach (Additive? one in ends)
        {
            if (one is { } known)
            {
                json.WriteStartArray();
                WriteNumber(json, known.Base, "G6");
                WriteNumber(json, known.Output, "G6");
                json.WriteEndArray();
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<double> values, string format)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            WriteNumber(json, value, format);
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value, string format)
    {
        json.WritePropertyName(name);
        WriteNumber(json, value, format);
    }

    private static void WriteNumber(Utf8JsonWriter json, double value, string format)
    {
        if (double.IsNaN(value))
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteRawValue(value.ToString(format, CultureInfo.InvariantCulture));
        }
    }
}
