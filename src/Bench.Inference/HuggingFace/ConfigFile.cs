using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary><c>config.json</c> with checked access: every value has a kind and limits, every error names file and key.</summary>
internal sealed class ConfigFile
{
    private readonly JsonElement _root;

    /// <summary>Reads the file.</summary>
    /// <param name="path">Path of <c>config.json</c>.</param>
    public ConfigFile(string path)
    {
        Path = path;
        _root = InputJson.ReadObject(path);
    }

    private ConfigFile(string path, JsonElement root) => (Path, _root) = (path, root);

    /// <summary>Path of the file; for a <see cref="Section"/> with the keys that lead to it.</summary>
    public string Path { get; }

    /// <summary>An object in the file, or <see langword="null"/> where the key is missing.</summary>
    public ConfigFile? Section(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } section => new ConfigFile($"{Path}: {key}", section),
        var value => throw Error(key, $"{Show(value)} is not allowed", "An object is expected"),
    };

    /// <summary>A value, unless it is missing or null.</summary>
    public JsonElement? Find(string key) =>
        _root.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>Whether a key is there, be it null.</summary>
    public bool Has(string key) => _root.TryGetProperty(key, out _);

    /// <summary>A size; sizes decide how weights are read, so none has a default.</summary>
    public int Size(string key, int max = int.MaxValue) => Find(key) is null
        ? throw Error(key, $"The value '{key}' is missing", "Complete config.json from the model's source")
        : WholeNumber(key, 1, max);

    /// <summary>A size with the default of the model class.</summary>
    public int Size(string key, int fallback, int max) => WholeNumber(key, 1, max, fallback);

    /// <summary>Yes or no.</summary>
    public bool Flag(string key, bool fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        var value => throw Error(key, $"{Show(value)} is not allowed", "true or false is expected"),
    };

    /// <summary>A whole number within limits.</summary>
    public int WholeNumber(string key, int min, int max, int? fallback = null) => Find(key) switch
    {
        null when fallback is { } number => number,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out int number) && number >= min && number <= max => number,
        var value => throw Error(key, $"{Show(value)} is not allowed", max == int.MaxValue
            ? $"A whole number of at least {min} is expected"
            : $"A whole number from {min} to {max} is expected"),
    };

    /// <summary>A number above 0.</summary>
    public double Positive(string key, double fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out double number) && number > 0 && double.IsFinite(number) =>
            number,
        var value => throw Error(key, $"{Show(value)} is not allowed", "A number above 0 is expected"),
    };

    /// <summary>A text.</summary>
    public string? Text(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        var value => throw Error(key, $"{Show(value)} is not allowed", "A text is expected"),
    };

    /// <summary>A list of texts; empty where the key is missing.</summary>
    public ImmutableArray<string> Texts(string key) => Find(key) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [.. list.EnumerateArray().Select(item => item.GetString()!)],
        var value => throw Error(key, $"{Show(value)} is not allowed", "A list of texts is expected"),
    };

    /// <summary>The members of an object with texts or numbers as values, or <see langword="null"/> where the key is missing.</summary>
    public IReadOnlyList<(string Key, string Value)>? Members(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } map => [.. map.EnumerateObject().Select(member => (member.Name, Scalar(key, member.Value)))],
        var value => throw Error(key, $"{Show(value)} is not allowed", "An object is expected"),
    };

    /// <summary>Refuses a key whose presence changes the numbers, unless it says "nothing": false, 0, an empty list or object.</summary>
    public void RefuseUnlessEmpty(string key, string meaning)
    {
        bool empty = Find(key) switch
        {
            null or { ValueKind: JsonValueKind.False } => true,
            { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() == 0,
            { ValueKind: JsonValueKind.Object } map => !map.EnumerateObject().Any(),
            { ValueKind: JsonValueKind.Number } value => value.TryGetInt32(out int number) && number == 0,
            _ => false,
        };
        if (!empty)
        {
            throw Error(key, $"{meaning} is not supported", "Use a model without it");
        }
    }

    /// <summary>An error about one key.</summary>
    public BenchException Error(string key, string problem, string remedy) => new(problem, $"{Path}: {key}", remedy);

    private string Scalar(string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => throw Error(key, $"{Show(value)} is not allowed", "A text or a number is expected"),
    };

    private static string Show(JsonElement? value)
    {
        string text = value is { } found ? found.GetRawText() : "null";
        return text.Length <= 40
            ? $"The value {text}"
            : string.Create(CultureInfo.InvariantCulture, $"A value of {text.Length} characters");
    }
}
