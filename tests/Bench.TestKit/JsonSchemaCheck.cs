using System.Text.Json;

namespace Bench.TestKit;

/// <summary>Checks a document against the part of JSON Schema that the published schemas use; an unknown keyword is an error.</summary>
public sealed class JsonSchemaCheck(JsonElement root)
{
    /// <summary>What does not fit, with its place.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>A published schema, as it stands in the repository.</summary>
    /// <param name="name">Its file name.</param>
    public static string Published(string name) =>
        File.ReadAllText(Path.Combine(Repository.Root, "src", "Bench.Reporting", "Schemas", name));

    /// <summary>Checks a document.</summary>
    public static IReadOnlyList<string> Check(string schema, string document)
    {
        JsonElement root = JsonSerializer.Deserialize<JsonElement>(schema);
        var check = new JsonSchemaCheck(root);
        check.Visit(root, JsonSerializer.Deserialize<JsonElement>(document), "$");
        return check.Problems;
    }

    private void Visit(JsonElement schema, JsonElement value, string path)
    {
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            if (!Holds(schema, keyword, value, path))
            {
                Problems.Add(
                    $"{path}: {keyword.Name} {keyword.Value.GetRawText()} against "
                        + $"{value.GetRawText()[..Math.Min(80, value.GetRawText().Length)]}");
            }
        }
    }

    private bool Holds(JsonElement schema, JsonProperty keyword, JsonElement value, string path)
    {
        switch (keyword.Name)
        {
            case "$schema" or "$id" or "$defs" or "title" or "description":
                return true;
            case "$ref":
                Visit(keyword.Value.GetString()!.Split('/').Skip(1).Aggregate(root, (node, part) => node.GetProperty(part)), value, path);
                return true;
            case "type":
                return keyword.Value.ValueKind == JsonValueKind.String
                    ? IsOf(keyword.Value.GetString()!, value)
                    : keyword.Value.EnumerateArray().Any(type => IsOf(type.GetString()!, value));
            case "const":
                return JsonElement.DeepEquals(keyword.Value, value);
            case "enum":
                return keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value));
            case "anyOf":
                return keyword.Value.EnumerateArray().Any(part =>
                {
                    var other = new JsonSchemaCheck(root);
                    other.Visit(part, value, path);
                    return other.Problems.Count == 0;
                });
            case "minimum":
                return value.GetDouble() >= keyword.Value.GetDouble();
            case "maximum":
                return value.GetDouble() <= keyword.Value.GetDouble();
            case "required":
                return keyword.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _));
            case "properties":
                foreach (JsonProperty property in keyword.Value.EnumerateObject())
                {
                    if (value.TryGetProperty(property.Name, out JsonElement inner))
                    {
                        Visit(property.Value, inner, $"{path}.{property.Name}");
                    }
                }

                return true;
            case "additionalProperties":
                return AdditionalHold(schema, keyword.Value, value, path);
            case "items":
                // Says nothing of values of other kinds.
                foreach ((int i, JsonElement item) in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Index() : [])
                {
                    Visit(keyword.Value, item, $"{path}[{i}]");
                }

                return true;
            default:
                throw new NotSupportedException($"The keyword {keyword.Name} is not checked.");
        }
    }

    private bool AdditionalHold(JsonElement schema, JsonElement rule, JsonElement value, string path)
    {
        IEnumerable<JsonProperty> others = value.EnumerateObject().Where(property =>
            !(schema.TryGetProperty("properties", out JsonElement known) && known.TryGetProperty(property.Name, out _)));
        if (rule.ValueKind == JsonValueKind.False)
        {
            return !others.Any();
        }

        foreach (JsonProperty other in others)
        {
            Visit(rule, other.Value, $"{path}.{other.Name}");
        }

        return true;
    }

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        _ => throw new NotSupportedException(type),
    };
}
