using System.Text;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// What the datasets of the Hugging Face hub write about their columns into a Parquet file: under the key <c>huggingface</c>, the
/// features with the names of classes. All of it is untrusted; what is not of that form says nothing.
/// </summary>
/// <param name="Features">The features by column, or undefined.</param>
internal sealed record ClassNames(JsonElement Features)
{
    private const string Key = "huggingface";

    /// <summary>Reads a file's description.</summary>
    /// <param name="metadata">The file's own keys and values.</param>
    /// <param name="where">The file.</param>
    public static ClassNames Read(IReadOnlyDictionary<string, string>? metadata, string where)
    {
        try
        {
            return metadata?.TryGetValue(Key, out string? json) == true
                ? new ClassNames(FieldOf(FieldOf(InputJson.Parse(Encoding.UTF8.GetBytes(json), where), "info"), "features"))
                : new ClassNames(default(JsonElement));
        }
        catch (BenchException)
        {
            return new ClassNames(default(JsonElement));
        }
    }

    /// <summary>What is said of a column, or undefined.</summary>
    /// <param name="column">The column.</param>
    public JsonElement this[string column] => FieldOf(Features, column);

    /// <summary>What is said of a field of a structure; lists of structures are written as structures of lists.</summary>
    /// <param name="feature">What is said of the structure, or undefined.</param>
    /// <param name="name">The field.</param>
    public static JsonElement FieldOf(JsonElement feature, string name) =>
        feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty(name, out JsonElement field) ? field
        : ItemOf(feature) is { ValueKind: JsonValueKind.Object } inner && inner.TryGetProperty(name, out field) ? field
        : default;

    /// <summary>What is said of a list's items; what is said of a structure's list is said of the items too.</summary>
    /// <param name="feature">What is said of the list, or undefined.</param>
    public static JsonElement ItemOf(JsonElement feature) => feature.ValueKind switch
    {
        JsonValueKind.Object when feature.TryGetProperty("feature", out JsonElement item) => item,
        JsonValueKind.Array when feature.GetArrayLength() == 1 => feature[0],
        JsonValueKind.Object => feature,
        _ => default,
    };

    /// <summary>The names that numbers of a feature stand for, or <see langword="null"/>.</summary>
    /// <param name="feature">The feature, or undefined.</param>
    public static IReadOnlyList<string>? Of(JsonElement feature) =>
        feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty("names", out JsonElement names)
            && names.ValueKind == JsonValueKind.Array
            && names.GetArrayLength() > 0 && names.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String)
            ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
            : null;
}
