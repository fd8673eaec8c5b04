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

    /// <summary>The mutants whose project, file or description contains one of some words; all where there are no words.</summary>
    /// <exception cref="BenchException">A word is in none.</exception>
    public static IReadOnlyList<Mutant> Named(IReadOnlyList<Mutant> all, IReadOnlyList<string> words) =>
        words.FirstOrDefault(word => !all.Any(mutant => IsNamed(mutant, word))) is { } unknown
            ? throw new BenchException(
                $"No mutant's project, file or description contains '{unknown}'", null, "Give a part of one of these, or nothing for all")
            : [.. all.Where(mutant => words.Count == 0 || words.Any(word => IsNamed(mutant, word)))];

    private static bool IsNamed(Mutant mutant, string word) => mutant.ToString().Contains(word, StringComparison.OrdinalIgnoreCase);

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
