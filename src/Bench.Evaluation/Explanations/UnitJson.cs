using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The JSON of units; where every token is one, nothing is written.</summary>
internal static class UnitJson
{
    /// <summary>Writes the properties <c>granularity</c> and <c>gather</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="choice">What is one unit.</param>
    public static void Write(Utf8JsonWriter writer, UnitChoice choice)
    {
        if (choice.Granularity != Granularity.Token)
        {
            writer.WriteString("granularity", OptionsBinder.Key(choice.Granularity.ToString()));
            writer.WriteString("gather", OptionsBinder.Key(choice.Gather.ToString()));
        }
    }

    /// <summary>Writes the property <c>units</c>: characters, token positions and score of each.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="explanation">The explanation.</param>
    public static void Write(Utf8JsonWriter writer, Explanation explanation)
    {
        TokenizedText input = explanation.Input;
        if (input.Choice.Granularity == Granularity.Token)
        {
            return;
        }

        double[] scores = explanation.FeatureScores();
        writer.WriteStartArray("units");
        foreach ((int i, Unit unit) in input.Units.Index())
        {
            writer.WriteStartObject();
            writer.WriteString("text", input.CharactersOf(unit));
            writer.WriteNumber("start", unit.Characters.Start);
            writer.WriteNumber("end", unit.Characters.End);
            writer.WriteNumber("segment", unit.Characters.Segment);
            writer.WriteStartArray("tokens");
            foreach (int position in unit.Positions)
            {
                writer.WriteNumberValue(position);
            }

            writer.WriteEndArray();
            writer.WriteNumber("score", scores[i]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
