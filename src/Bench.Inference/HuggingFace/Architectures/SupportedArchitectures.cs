using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>The model classes that can be read.</summary>
internal static class SupportedArchitectures
{
    private const string TypeKey = "model_type";

    private static readonly IArchitecture[] _all =
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
        new VitArchitecture(),
        new SwinArchitecture(),
    ];

    /// <summary>The class names, in the order of the documentation.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _all.SelectMany(architecture => architecture.Names)];

    /// <summary>Finds the class that a configuration names.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="head">What users say of the head: with it the class may be their own, and the model's type decides.</param>
    /// <exception cref="BenchException">It names none, several, or one that cannot be read.</exception>
    public static (string Name, IArchitecture Architecture) Find(ConfigFile config, UserHead? head = null)
    {
        const string Key = "architectures";
        if (head?.Tensor is not null && config.Text(TypeKey) is { } type)
        {
            string known = Names.FirstOrDefault(name => TaskHeads.Of(name) == HeadKind.Sequence && IsOf(type, name))
                ?? throw config.Error(TypeKey, $"The model type '{type}' is not supported", $"Supported: {string.Join(", ", Names)}");
            return (known, _all.First(candidate => candidate.Names.Contains(known)));
        }

        ImmutableArray<string> names = config.Texts(Key);
        if (names.Length != 1)
        {
            string found = names.Length == 0 ? "No architecture is named" : $"{names.Length} architectures are named";
            throw config.Error(Key, $"{found}, one is expected", $"{Suggest(config)}Supported: {string.Join(", ", Names)}");
        }

        IArchitecture architecture = _all.FirstOrDefault(candidate => candidate.Names.Contains(names[0]))
            ?? throw config.Error(
                Key,
                $"The architecture '{names[0]}' is not supported",
                $"{NearMatches.Suggest(names[0], Names)}Supported: {string.Join(", ", Names)}");
        RequireModelType(config, names[0]);
        return (names[0], architecture);
    }

    // Which head the weights have cannot be told from the model's type, so it is asked for and not guessed.
    private static string Suggest(ConfigFile config) =>
        config.Text(TypeKey) is { } type
            && Names.FirstOrDefault(name => TaskHeads.Of(name) == HeadKind.Sequence && IsOf(type, name)) is { } known
            ? $"The model type is {type}: add \"architectures\": [\"{known}\"] if the weights are a sequence classifier's. "
            : "Add \"architectures\" with the class that saved the weights. ";

    private static bool IsOf(string type, string name) =>
        type.Replace("-", "", StringComparison.Ordinal).Equals(TaskHeads.EncoderOf(name), StringComparison.OrdinalIgnoreCase);

    // transformers builds the class from model_type, so a contradiction means that one of the two would give other numbers.
    private static void RequireModelType(ConfigFile config, string name)
    {
        string? type = config.Text(TypeKey);
        if (type is not null && !IsOf(type, name))
        {
            throw config.Error(TypeKey, $"The model type '{type}' contradicts the architecture '{name}'", "Make the two agree");
        }
    }
}
