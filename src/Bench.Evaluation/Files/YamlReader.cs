using System.Globalization;
using System.Text;
using Bench.Abstractions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Bench.Evaluation;

/// <summary>Strict access to a YAML mapping: unknown keys are refused and every error names file and line.</summary>
internal sealed class YamlReader
{
    private readonly string _file;
    private readonly YamlMappingNode _node;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    private YamlReader(string file, YamlMappingNode node)
    {
        _file = file;
        _node = node;
    }

    public IEnumerable<string> Keys => _node.Children.Keys.Select(key => ((YamlScalarNode)key).Value ?? "");

    public static YamlReader Load(string file)
    {
        try
        {
            YamlLimits.Check(file);
            using StreamReader reader = InputFile.OpenText(file, InputFile.Settings);
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root
                ? new YamlReader(file, root).CheckKeys()
                : throw new BenchException(
                    "The file is not one YAML mapping of keys to values", file, "Begin with 'name: …'; the README shows a whole suite");
        }
        catch (YamlException exception)
        {
            throw new BenchException(
                $"Malformed YAML: {exception.Message.TrimEnd('.')}", $"{file}:{exception.Start.Line}", "Mend the syntax there", exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // So the library gives up on what its scanner or its builder of trees does not expect.
            throw new BenchException(
                "Malformed YAML: a part stands where none may stand", file, "Put values with special characters in quotes", exception);
        }
        catch (Exception exception) when (exception is IOException or DecoderFallbackException)
        {
            throw new BenchException($"The file cannot be read: {exception.Message.TrimEnd('.')}", file, "Save it as UTF-8", exception);
        }
    }

    public bool Has(string key) => Find(key) is not null;

    public string Where(string key) => $"{_file}:{Child(key)?.Start.Line ?? _node.Start.Line}";

    public string Text(string key) => OptionalText(key) ?? throw new BenchException(
        $"The key '{key}' is missing", $"{_file}:{_node.Start.Line}", $"Add '{key}: …'");

    public string? OptionalText(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode scalar => scalar.Value,
        var other => throw Wrong(other, key, "a single value"),
    };

    public long? OptionalInteger(string key, long minimum, long maximum)
    {
        if (OptionalText(key) is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            && value >= minimum && value <= maximum
            ? value
            : throw new BenchException($"'{key}' is '{text}'", Where(key), $"Give a whole number from {minimum} to {maximum}");
    }

    public T OptionalChoice<T>(string key, T byDefault)
        where T : struct, Enum => OptionalChoice<T>(key) ?? byDefault;

    public T? OptionalChoice<T>(string key)
        where T : struct, Enum => OptionalText(key) is { } text ? Choice<T>(key, text, Where(key)) : null;

    /// <summary>The entries of a list of choices, each once; none where the key is missing.</summary>
    public IReadOnlyList<T> OptionalChoices<T>(string key)
        where T : struct, Enum
    {
        if (Find(key) is null)
        {
            return [];
        }

        T[] choices = [.. List(key).Select(entry => Choice<T>(key, entry.Text ?? "a mapping", entry.Where))];
        return choices.Length > 0 && choices.Distinct().Count() == choices.Length
            ? choices
            : throw new BenchException($"'{key}' is empty or names one twice", Where(key), "Name each once, or leave the key out");
    }

    public YamlReader? OptionalMapping(string key) => Find(key) is null ? null : Mapping(key);

    public YamlReader Mapping(string key) => Find(key) switch
    {
        YamlMappingNode mapping => new YamlReader(_file, mapping).CheckKeys(),
        null => throw new BenchException($"The key '{key}' is missing", $"{_file}:{_node.Start.Line}", $"Add '{key}:'"),
        var other => throw Wrong(other, key, "a mapping of keys to values"),
    };

    /// <summary>A text or a mapping; <see langword="null"/> where the key is missing.</summary>
    public (string? Text, YamlReader? Mapping, string Where)? Optional(string key) => Find(key) is { } node ? Entry(node, key) : null;

    /// <summary>The entries of a list; each is a text or a mapping.</summary>
    public IReadOnlyList<(string? Text, YamlReader? Mapping, string Where)> List(string key) => Find(key) switch
    {
        YamlSequenceNode sequence => [.. sequence.Children.Select(child => Entry(child, key))],
        null => throw new BenchException($"The key '{key}' is missing", $"{_file}:{_node.Start.Line}", $"Add '{key}:' and a list"),
        var other => throw Wrong(other, key, "a list"),
    };

    /// <summary>Refuses keys that nobody asked for.</summary>
    public void RefuseOthers()
    {
        foreach (string key in Keys.Where(key => !_read.Contains(key)))
        {
            throw new BenchException(
                $"The key '{key}' is unknown", Where(key), $"{NearMatches.Suggest(key, _read)}Known keys: {string.Join(", ", _read)}");
        }
    }

    private static T Choice<T>(string key, string text, string where)
        where T : struct, Enum
    {
        string[] allowed = [.. Enum.GetNames<T>().Select(OptionsBinder.Key)];
        int index = Array.IndexOf(allowed, text);
        return index >= 0
            ? Enum.Parse<T>(Enum.GetNames<T>()[index])
            : throw new BenchException($"'{key}' is '{text}'", where, $"Allowed: {string.Join(" | ", allowed)}");
    }

    private (string? Text, YamlReader? Mapping, string Where) Entry(YamlNode node, string key) => node switch
    {
        YamlScalarNode scalar => (scalar.Value, null, $"{_file}:{node.Start.Line}"),
        YamlMappingNode mapping => (null, new YamlReader(_file, mapping).CheckKeys(), $"{_file}:{node.Start.Line}"),
        _ => throw Wrong(node, key, "values or mappings"),
    };

    private YamlReader CheckKeys()
    {
        foreach (YamlNode key in _node.Children.Keys.Where(key => key is not YamlScalarNode))
        {
            throw new BenchException("A key is not a plain word", $"{_file}:{key.Start.Line}", "Write 'key: value'");
        }

        return this;
    }

    private YamlNode? Find(string key)
    {
        _read.Add(key);
        return Child(key);
    }

    private YamlNode? Child(string key) => _node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? node) ? node : null;

    private BenchException Wrong(YamlNode node, string key, string expected) => new(
        $"'{key}' holds a {node.NodeType.ToString().ToLowerInvariant()}, expected {expected}", $"{_file}:{node.Start.Line}",
        "Write it as the README's example of a suite does");
}
