using System.Globalization;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>The entities of a text.</summary>
/// <param name="entities">The entities, in order of the text.</param>
/// <param name="isPerToken">Whether each is one token with its full label.</param>
internal sealed class Entities(IEnumerable<Entity> entities, bool isPerToken) : ITaskAnswer
{
    private readonly Entity[] _entities = [.. entities];

    public string Key => "entities";

    public IEnumerable<string> Lines => _entities.Select(entity => string.Create(
        CultureInfo.InvariantCulture, $"{entity.Word}: {entity.Label} {entity.Score:F3} (characters {entity.Start} to {entity.End})"));

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (Entity entity in _entities)
        {
            writer.WriteStartObject();
            writer.WriteString(isPerToken ? "entity" : "entity_group", entity.Label);
            writer.WriteNumber("score", entity.Score);
            if (isPerToken)
            {
                writer.WriteNumber("index", entity.Positions[0]);
            }

            writer.WriteString("word", entity.Word);
            writer.WriteNumber("start", entity.Start);
            writer.WriteNumber("end", entity.End);
            writer.WriteNumber("segment", entity.Segment);
            writer.WriteStartArray("tokens");
            foreach (int position in entity.Positions)
            {
                writer.WriteNumberValue(position);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
