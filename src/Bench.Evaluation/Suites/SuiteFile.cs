using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Reads <c>suite.yaml</c>.</summary>
public static partial class SuiteFile
{
    private static readonly string[] _datasetKeys = ["format", "path", "sha256", "labels", "on-bad-row"];
    private static readonly string[] _hubKeys = ["hub", "config", "split"];
    private static readonly string[] _sampleKeys = ["sample", "seed", "stratified"];

    /// <summary>
    /// Reads a suite. Paths in it are relative to its folder; existence of data and models is checked when they are opened.
    /// </summary>
    /// <param name="path">The file, or the folder that holds a <c>suite.yaml</c>.</param>
    /// <exception cref="BenchException">The file is missing, malformed, or holds an unknown key or value.</exception>
    public static Suite Read(string path)
    {
        string file = Path.GetFullPath(Directory.Exists(path) ? Path.Combine(path, "suite.yaml") : path);
        if (!File.Exists(file))
        {
            throw new BenchException(
                "There is no such suite file", file, "Give a folder that holds a suite.yaml, or a name from `list suites`");
        }

        string folder = Path.GetDirectoryName(file)!;
        YamlReader yaml = YamlReader.Load(file);
        var suite = new Suite
        {
            Name = ReadName(yaml),
            Version = (int)(yaml.OptionalInteger("version", 1, int.MaxValue)
                ?? throw new BenchException("The key 'version' is missing", file, "Add 'version: 1'")),
            Description = yaml.OptionalText("description") ?? "",
            Dataset = ReadDataset(yaml.Mapping("dataset"), folder),
            Models = [.. yaml.List("models").Select(entry => ReadModel(entry, folder))],
            Task = yaml.Optional("task") is { } task ? ReadSpec(task.Text, task.Mapping, task.Where) : null,
            Target = yaml.OptionalChoice("target", TargetChoice.Predicted),
            Quantity = yaml.OptionalChoice("quantity", Quantity.Logit),
            Units = new UnitChoice(yaml.OptionalChoice("granularity", Granularity.Token), yaml.OptionalChoice("gather", Gather.Sum))
            {
                CellSize = (int?)yaml.OptionalInteger("cell", 1, int.MaxValue),
                Superpixels = (int?)yaml.OptionalInteger("superpixels", 1, int.MaxValue),
            },
            Seed = (ulong)(yaml.OptionalInteger("seed", 0, long.MaxValue) ?? 42),
            Seeds = (int)(yaml.OptionalInteger("seeds", 1, Suite.MostSeeds) ?? 1),
            Limit = (int?)yaml.OptionalInteger("limit", 1, int.MaxValue),
            Truncate = yaml.OptionalChoice("truncation", LongTexts.Refuse) == LongTexts.Allow,
            Removal = yaml.OptionalChoice<Removal>("removal"),
            Removals = [.. yaml.OptionalChoices<Removal>("removals")],
            Infill = yaml.OptionalText("infill") is { } infill ? Path.GetFullPath(Path.Combine(folder, infill)) : null,
            Explainers = ReadSpecs(yaml, "explainers"),
            Metrics = ReadSpecs(yaml, "metrics"),
            Protocol = ProtocolReader.Read(yaml.OptionalMapping("protocol")),
            File = file,
        };
        yaml.RefuseOthers();
        if (suite.Models.IsEmpty)
        {
            throw new BenchException("The suite names no model", yaml.Where("models"), "Add a line '- path: FOLDER'");
        }

        return suite;
    }

    private static string ReadName(YamlReader yaml)
    {
        string name = yaml.Text("name");
        return KebabCase().IsMatch(name)
            ? name
            : throw new BenchException(
                $"The name '{name}' cannot be a folder name", yaml.Where("name"), "Use lower-case letters, digits and '-'");
    }

    private static DatasetReference ReadDataset(YamlReader yaml, string folder)
    {
        HubDataset? hub = yaml.OptionalText("hub") is { } name ? new(name, yaml.OptionalText("config"), yaml.OptionalText("split")) : null;
        DatasetSample? sample = yaml.OptionalInteger("sample", 1, int.MaxValue) is { } size
            ? new((int)size, (ulong)(yaml.OptionalInteger("seed", 0, long.MaxValue) ?? 42),
                yaml.OptionalChoice("stratified", Flag.False) == Flag.True)
            : null;
        string[] known = [.. _datasetKeys, .. hub is null ? [] : _hubKeys, .. sample is null ? [] : _sampleKeys];
        return new DatasetReference(
            hub is null ? yaml.Text("format") : yaml.OptionalText("format") ?? "parquet",
            hub?.Name ?? InputFile.FullPath(yaml.Text("path"), folder, yaml.Where("path")),
            yaml.OptionalText("sha256"),
            yaml.Keys.Except(known).ToImmutableSortedDictionary(key => key, yaml.Text, StringComparer.Ordinal))
        {
            Labels = ReadLabels(yaml),
            OnBadRow = yaml.OptionalChoice("on-bad-row", BadRows.Refuse),
            Hub = hub,
            Sample = sample,
        };
    }

    private static ImmutableSortedDictionary<string, string> ReadLabels(YamlReader dataset)
    {
        if (!dataset.Keys.Contains("labels"))
        {
            return ImmutableSortedDictionary<string, string>.Empty;
        }

        YamlReader labels = dataset.Mapping("labels");
        return labels.Keys.ToImmutableSortedDictionary(key => key, labels.Text, StringComparer.Ordinal);
    }

    private static ModelReference ReadModel((string? Text, YamlReader? Mapping, string Where) entry, string folder)
    {
        if (entry.Mapping is null)
        {
            return Local(entry.Text ?? "", null);
        }

        ModelReference model = entry.Mapping.OptionalText("hub") is { } hub
            ? new ModelReference(hub, entry.Mapping.OptionalText("sha256")) { IsOfHub = true }
            : Local(entry.Mapping.Text("path"), entry.Mapping.OptionalText("sha256"));
        entry.Mapping.RefuseOthers();
        return model;

        ModelReference Local(string written, string? sha256) =>
            new(InputFile.FullPath(written, folder, entry.Where), sha256) { Written = written };
    }

    private static ImmutableArray<ComponentSpec> ReadSpecs(YamlReader yaml, string key)
    {
        ImmutableArray<ComponentSpec> specs = [.. yaml.List(key).Select(entry => ReadSpec(entry.Text, entry.Mapping, entry.Where))];
        foreach (IGrouping<ComponentSpec, ComponentSpec> group in specs.GroupBy(spec => spec).Where(group => group.Count() > 1))
        {
            throw new BenchException($"'{group.Key}' stands twice under '{key}'", yaml.Where(key), "Remove one, or give it other options");
        }

        return specs.IsEmpty
            ? throw new BenchException($"'{key}' is empty", yaml.Where(key), $"Name at least one of `list {key}`")
            : specs;
    }

    private static ComponentSpec ReadSpec(string? text, YamlReader? mapping, string where)
    {
        try
        {
            return mapping is null
                ? ComponentSpec.Parse(text ?? "")
                : new ComponentSpec(mapping.Text("id"), mapping.Keys.Where(key => key != "id")
                    .ToImmutableSortedDictionary(key => key, mapping.Text, StringComparer.Ordinal));
        }
        catch (BenchException exception) when (exception.Where is null)
        {
            throw exception.At(where);
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();

    private enum LongTexts
    {
        Refuse,
        Allow,
    }

    private enum Flag
    {
        False,
        True,
    }
}
