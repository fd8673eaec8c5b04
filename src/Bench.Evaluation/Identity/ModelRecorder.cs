using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Records which model a run explains: the hash of every file that was read, and what its small JSON files say.</summary>
internal static class ModelRecorder
{
    private const long MostBytes = 1 << 21;
    private const int MostMembers = 48;
    private const int MostDepth = 6;
    private const int MostCharacters = 120;

    /// <summary>Describes a model.</summary>
    /// <param name="loaded">The opened model.</param>
    /// <exception cref="BenchException">A file is gone or cannot be read.</exception>
    public static RecordedModel Describe(LoadedModel loaded)
    {
        ModelInfo model = loaded.Model.Info;
        var recorded = new RecordedModel(model.Name, model.Architecture, [.. model.Labels], model.Activation, loaded.WeightsSha256)
        {
            Hub = loaded.Hub,
            Infill = loaded.Infill is { } infill ? new RecordedInfill(infill.Model.Info.Name, infill.WeightsSha256, Hashes(infill)) : null,
        };
        return loaded.Files.IsEmpty ? recorded : recorded with
        {
            Files = Hashes(loaded),
            Settings = loaded.Files.Where(name => name.EndsWith(".json", StringComparison.Ordinal)).ToImmutableSortedDictionary(
                name => name, name => SettingsOf(Path.Combine(loaded.Folder, name)), StringComparer.Ordinal),
        };
    }

    private static ImmutableSortedDictionary<string, string> Hashes(LoadedModel loaded) => loaded.Files.ToImmutableSortedDictionary(
        name => name, name => Hash(Path.Combine(loaded.Folder, name)), StringComparer.Ordinal);

    private static string Hash(string path)
    {
        try
        {
            return FileHash.Sha256(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"The file cannot be read: {exception.Message.TrimEnd('.')}", path,
                "Leave the model's folder as it is while a run begins", exception);
        }
    }

    // Vocabularies and merges have too many members to be shown; a difference in them is told by the file's hash alone.
    private static ImmutableSortedDictionary<string, string> SettingsOf(string path)
    {
        ImmutableSortedDictionary<string,
            string>.Builder settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (new FileInfo(path).Length <= MostBytes)
        {
            try
            {
                Collect(InputJson.Read(path), "", 0, settings);
            }
            catch (BenchException)
            {
                // Readers that are more lenient than this one took it; its hash still tells it apart.
            }
        }

        return settings.ToImmutable();
    }

    private static void Collect(JsonElement value, string path, int depth, ImmutableSortedDictionary<string, string>.Builder settings)
    {
        IEnumerable<(string Name, JsonElement Value)> members = value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Select(member => (member.Name, member.Value)),
            JsonValueKind.Array => value.EnumerateArray().Select((item, i) => (FormattableString.Invariant($"{i}"), item)),
            _ => [],
        };
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            string text = value.ToString();
            settings[path] = value.ValueKind is JsonValueKind.Null ? "null"
                : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText()
                : text.Length <= MostCharacters ? text : $"{text[..MostCharacters]}…";
        }
        else if (depth < MostDepth && members.Take(MostMembers + 1).Count() <= MostMembers)
        {
            foreach ((string name, JsonElement member) in members)
            {
                Collect(member, path.Length == 0 ? name : $"{path}/{name}", depth + 1, settings);
            }
        }
    }
}
