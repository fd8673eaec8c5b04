using System.Globalization;
using System.Text.Json.Serialization;
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

    public object Value => _entities.Select(entity => new Written(
        isPerToken ? entity.Label : null,
        isPerToken ? null : entity.Label,
        entity.Score,
        isPerToken ? entity.Positions[0] : null,
        entity.Word,
        entity.Start,
        entity.End,
        entity.Segment,
        entity.Positions)).ToArray();

    // The names of Python's pipeline, which calls a token's label otherwise than a group's.
    private sealed record Written(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Entity,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EntityGroup,
        double Score,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Index,
        string Word,
        int Start,
        int End,
        int Segment,
        IReadOnlyList<int> Tokens);
}
