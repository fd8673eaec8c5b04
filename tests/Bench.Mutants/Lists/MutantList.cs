using Bench.Abstractions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Bench.Mutants;

/// <summary>Reads the lists of mutants: one file a project.</summary>
internal static class MutantList
{
    /// <summary>What to do where code and list differ.</summary>
    public const string Remedy = "Say in tests/Bench.Mutants/Lists what the code says now, or take the mutant out where its rule is gone";

    /// <summary>All mutants, numbered in the order of projects and lists.</summary>
    /// <exception cref="BenchException">A list is no list of mutants.</exception>
    public static IReadOnlyList<Mutant> Read(string folder)
    {
        IDeserializer yaml = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();
        return [.. Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal).SelectMany(file => Read(yaml, file))
            .Select((mutant, i) => mutant with { Number = i + 1 })];
    }

    private static IEnumerable<Mutant> Read(IDeserializer yaml, string file)
    {
        try
        {
            string project = Path.GetFileNameWithoutExtension(file);
            return yaml.Deserialize<List<Mutant>>(File.ReadAllText(file)).Select(mutant => mutant with { Project = project });
        }
        catch (YamlException e)
        {
            throw new BenchException($"This is no list of mutants ({e.Message})", file, "Mend the line named", e);
        }
    }
}
