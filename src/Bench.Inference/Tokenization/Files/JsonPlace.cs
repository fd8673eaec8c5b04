using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>A JSON value that knows where it stands, so that every complaint names file and field.</summary>
/// <param name="Value">The value; <see cref="JsonValueKind.Undefined"/> where the field is missing.</param>
/// <param name="Where">File and path within it.</param>
internal readonly record struct JsonPlace(JsonElement Value, string Where)
{
    /// <summary>Whether there is nothing here, or null.</summary>
    public bool IsNull => Value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>A field of this object; undefined where this is no object or has no such field.</summary>
    /// <param name="name">The field's name.</param>
    public JsonPlace this[string name] => new(Field(Value, name), $"{Where}: {name}");

    /// <summary>Reads a file whose root is an object.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BenchException">The file cannot be read, or is no JSON object.</exception>
    public static JsonPlace ReadObject(string path) => new(InputJson.ReadObject(path), path);

    /// <summary>A string.</summary>
    public string Text() => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Unexpected("a string");

    /// <summary>A string, or a default where there is none.</summary>
    /// <param name="missing">The default.</param>
    public string Text(string missing) => IsNull ? missing : Text();

    /// <summary>True or false.</summary>
    public bool Flag() =>
        Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.GetBoolean() : throw Unexpected("true or false");

    /// <summary>True or false, or a default where there is neither.</summary>
    /// <param name="missing">The default.</param>
    public bool Flag(bool missing) => IsNull ? missing : Flag();

    /// <summary>A whole number that is not negative.</summary>
    public int Whole() => Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out int number) && number >= 0
        ? number
        : throw Unexpected("a whole number, 0 or more");

    /// <summary>A whole number that is not negative, or a default where there is none.</summary>
    /// <param name="missing">The default.</param>
    public int Whole(int missing) => IsNull ? missing : Whole();

    /// <summary>A finite number.</summary>
    public double Number() => Value.ValueKind == JsonValueKind.Number && Value.TryGetDouble(out double number) && double.IsFinite(number)
        ? number
        : throw Unexpected("a number");

    /// <summary>The items of a list.</summary>
    public IEnumerable<JsonPlace> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array)
        {
            throw Unexpected("a list");
        }

        string where = Where;
        return Value.EnumerateArray().Select((item, i) => new JsonPlace(item, $"{where}[{i}]"));
    }

    /// <summary>The fields of an object.</summary>
    public IEnumerable<(string Name, JsonElement Value)> Fields()
    {
        if (Value.ValueKind != JsonValueKind.Object)
        {
            throw Unexpected("an object");
        }

        foreach (JsonProperty field in Value.EnumerateObject())
        {
            yield return (field.Name, field.Value);
        }
    }

    // Names that are not valid Unicode are none of ours.
    private static JsonElement Field(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        try
        {
            return value.TryGetProperty(name, out JsonElement field) ? field : default;
        }
        catch (InvalidOperationException)
        {
            return value.EnumerateObject().LastOrDefault(field => IsNamed(field, name)).Value;
        }
    }

    private static bool IsNamed(JsonProperty field, string name)
    {
        try
        {
            return field.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private BenchException Unexpected(string expected) => new(
        Value.ValueKind == JsonValueKind.Undefined ? $"The field is missing, expected {expected}" : $"Found {Shown()}, expected {expected}",
        Where,
        "Copy the file again from where the model came from");

    private string Shown()
    {
        string text = Value.GetRawText();
        return text.Length <= 40 ? text : text[..40] + "…";
    }
}
