using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>Reads data sets written in a test.</summary>
internal static class Reading
{
    public static Instance[] Jsonl(string content, params string[] options) => Read("jsonl", content, options);

    public static Instance[] Csv(string content, params string[] options) => Read("csv", content, options);

    public static Instance[] Tsv(string content, params string[] options) => Read("tsv", content, options);

    /// <summary>The error that reading gives; its place begins with the file's name, without the folder.</summary>
    public static BenchException Error(Action read) => Should.Throw<BenchException>(read);

    public static string Spans(Instance instance) => string.Join(" | ", instance.Rationales.Select(rationale =>
        string.Join(' ', rationale.Spans.Select(span => $"{span.Start}-{span.End}{(span.Segment == 1 ? "b" : "")}"))));

    public static IDatasetReader Reader(string format, params string[] options) => BuiltInDatasets.Catalog().Reader(
        new DatasetReference(
            format, "", null, options.Select(option => option.Split('=', 2)).ToImmutableSortedDictionary(pair => pair[0], pair => pair[1])),
        "suite.yaml");

    private static Instance[] Read(string format, string content, string[] options)
    {
        using var folder = new TemporaryFolder();
        return [.. Reader(format, options).Read(folder.Write("data.txt", content))];
    }
}
