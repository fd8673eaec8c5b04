using System.Collections.Concurrent;
using System.Text.Json;
using Xunit;

namespace Bench.TestKit;

/// <summary>
/// The cases of <c>tests/golden</c>, to be used as <c>[MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]</c>.
/// </summary>
public static class GoldenCases
{
    private static readonly ConcurrentDictionary<string, Lazy<GoldenCase>> _cases = new();
    private static readonly ConcurrentDictionary<string, Lazy<ReferenceEncoder>> _models = new();

    /// <summary>Names of all cases, for example <c>bert-micro/pair</c>.</summary>
    public static TheoryData<string> All => [.. Names(_ => true)];

    /// <summary>Names of the cases with random micro models, which hold every field.</summary>
    public static TheoryData<string> Micro => [.. Names(model => model.Contains("-micro", StringComparison.Ordinal))];

    /// <summary>Names of the cases with trained models, which leave out big fields.</summary>
    public static TheoryData<string> Trained => [.. Names(model => model.EndsWith("-mini", StringComparison.Ordinal))];

    /// <summary>Names of the cases with a text, which a tokenizer can be compared with.</summary>
    public static TheoryData<string> WithText => [.. Names(_ => true).Where(name => Load(name).HasText)];

    /// <summary>Names of the models that have cases.</summary>
    public static TheoryData<string> Models => [.. ModelNames];

    private static IEnumerable<string> ModelNames => Directory
        .EnumerateDirectories(Path.Combine(Repository.Golden, "cases"))
        .Select(folder => Path.GetFileName(folder))
        .Order(StringComparer.Ordinal);

    /// <summary>Names of the cases of one model.</summary>
    /// <param name="model">The model's name.</param>
    public static TheoryData<string> Of(string model) => [.. Names(name => name == model)];

    /// <summary>Names of the cases that hold a field, for tests of that field: of the others they would say nothing.</summary>
    /// <param name="field">Its name, at any depth.</param>
    public static TheoryData<string> With(string field) => [.. Names(_ => true).Where(name => Holds(Load(name).Root, field))];

    /// <summary>A case; read once.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    public static GoldenCase Load(string name) => _cases.GetOrAdd(
        name, key => new Lazy<GoldenCase>(() => new GoldenCase(key, Path.Combine(Repository.Golden, "cases", key + ".json")))).Value;

    /// <summary>All cases of one model in one padded batch.</summary>
    /// <param name="model">One of <see cref="Models"/>.</param>
    public static GoldenBatch Batch(string model) => new(Path.Combine(Repository.Golden, "cases", model, "batch.json"));

    /// <summary>The reference implementation of a model; read once.</summary>
    /// <param name="model">One of <see cref="Models"/>, or a shipped model.</param>
    public static ReferenceEncoder Reference(string model) => _models.GetOrAdd(
        model, key => new Lazy<ReferenceEncoder>(() => ReferenceEncoder.Load(Repository.Model(key)))).Value;

    private static IEnumerable<string> Names(Func<string, bool> model) => ModelNames.Where(model).SelectMany(name => Directory
        .EnumerateFiles(Path.Combine(Repository.Golden, "cases", name), "*.json")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Where(file => file != "batch")
        .Order(StringComparer.Ordinal)
        .Select(file => $"{name}/{file}"));

    private static bool Holds(JsonElement element, string field) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(child => child.Name == field || Holds(child.Value, field)),
        JsonValueKind.Array => element.EnumerateArray().Any(child => Holds(child, field)),
        _ => false,
    };
}
