using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>The model classes that can be read.</summary>
internal static class SupportedArchitectures
{
    private static readonly IArchitecture[] s_all =
    [
        new BertArchitecture(),
        new DistilBertArchitecture(),
        new RobertaArchitecture(),
        new ElectraArchitecture(),
        new AlbertArchitecture(),
        new DebertaV2Architecture(),
        new DebertaArchitecture(),
        new ModernBertArchitecture(),
        new MpNetArchitecture(),
        new Gpt2Architecture(),
        new LlamaArchitecture(),
        new BartArchitecture(),
    ];

    /// <summary>The class names, in the order of the documentation.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_all.SelectMany(architecture => architecture.Names)];

    /// <summary>Finds the class that a configuration names.</summary>
    /// <exception cref="BenchException">It names none, several, or one that cannot be read.</exception>
    public static (string Name, IArchitecture Architecture) Find(ConfigFile config)
    {
        const string Key = "architectures";
        ImmutableArray<string> names = config.Texts(Key);
        if (names.Length != 1)
        {
            string found = names.Length == 0 ? "No architecture is named" : $"{names.Length} architectures are named";
            throw config.Error(Key, $"{found}, one is expected", $"Supported: {string.Join(", ", Names)}");
        }

        IArchitecture architecture = s_all.FirstOrDefault(candidate => candidate.Names.Contains(names[0]))
            ?? throw config.Error(
                Key,
                $"The architecture '{names[0]}' is not supported",
                $"{NearMatches.Suggest(names[0], Names)}Supported: {string.Join(", ", Names)}");
        RequireModelType(config, names[0]);
        return (names[0], architecture);
    }

    // transformers builds the class from model_type, so a contradiction means that one of the two would give other numbers.
    private static void RequireModelType(ConfigFile config, string name)
    {
        const string Key = "model_type";
        string? type = config.Text(Key);
        string expected = name[..name.IndexOf("For", StringComparison.Ordinal)];
        if (type is not null && !type.Replace("-", "", StringComparison.Ordinal).Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            throw config.Error(Key, $"The model type '{type}' contradicts the architecture '{name}'", "Make the two agree");
        }
    }
}
