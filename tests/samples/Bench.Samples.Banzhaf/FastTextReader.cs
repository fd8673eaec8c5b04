using System.ComponentModel;
using Bench.Abstractions;

namespace Bench.Samples.Banzhaf;

public sealed record FastTextOptions
{
    [Description("What stands before a label")]
    public string Prefix { get; init; } = "__label__";
}

public sealed class FastTextPlugin : IBenchPlugin
{
    public void Register(PluginRegistry registry) =>
        registry.Datasets.Add<FastTextOptions>(FastTextReader.Descriptor, options => new FastTextReader(options));
}

/// <summary>Reads fastText's format: a label and a text on every line.</summary>
public sealed class FastTextReader(FastTextOptions options) : IDatasetReader
{
    public static DatasetDescriptor Descriptor { get; } = new(
        "fasttext", "A label and a text on every line, as in '__label__POSITIVE Not bad'");

    public IEnumerable<Instance> Read(string path)
    {
        foreach ((int index, string line) in File.ReadLines(path).Index().Where(line => line.Item.Length > 0))
        {
            string where = $"{path}:{index + 1}";
            string[] parts = line.Split(' ', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || !parts[0].StartsWith(options.Prefix, StringComparison.Ordinal))
            {
                throw new BenchException(
                    $"The line does not start with '{options.Prefix}' and a label", where, "Write a label and a text on every line");
            }

            yield return new Instance { Id = $"{index + 1}", Text = parts[1], Label = parts[0][options.Prefix.Length..], Source = where };
        }
    }
}
