using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Cli;

/// <summary>Where suites, models and results of this checkout are.</summary>
/// <param name="root">The folder that holds <c>suites</c>.</param>
internal sealed class BenchPaths(string root)
{
    /// <summary>The variable by which <c>run-bench.sh</c> names the checkout, so that it works from any folder.</summary>
    public const string RootVariable = "BENCH_ROOT";

    /// <summary>The folder that holds <c>suites</c>.</summary>
    public string Root { get; } = root;

    public string Suites { get; } = Path.Combine(root, "suites");

    public string Models { get; } = Path.Combine(root, "suites", "models");

    public string Results { get; } = Path.Combine(root, "results");

    /// <summary>The checkout named by the environment, or the one the current folder lies in, or the current folder.</summary>
    public static BenchPaths Find()
    {
        if (Environment.GetEnvironmentVariable(RootVariable) is { Length: > 0 } named)
        {
            return new BenchPaths(named);
        }

        for (DirectoryInfo? folder = new(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bench.sln")))
            {
                return new BenchPaths(folder.FullName);
            }
        }

        return new BenchPaths(Environment.CurrentDirectory);
    }

    /// <summary>The folders below <paramref name="parent"/> that hold <paramref name="file"/>, in order of their names.</summary>
    public static IReadOnlyList<string> FoldersWith(string parent, string file) => !Directory.Exists(parent)
        ? []
        : [.. Directory.EnumerateDirectories(parent).Where(folder => File.Exists(Path.Combine(folder, file))).Order(StringComparer.Ordinal)];

    /// <summary>A suite by name or path.</summary>
    /// <param name="suite">A name below <c>suites</c>, or a folder or file.</param>
    /// <exception cref="BenchException">There is no such suite.</exception>
    public string Suite(string suite)
    {
        if (File.Exists(suite) || File.Exists(Path.Combine(suite, "suite.yaml")))
        {
            return suite;
        }

        string[] names = [.. FoldersWith(Suites, "suite.yaml").Select(folder => Path.GetFileName(folder))];
        return names.Contains(suite)
            ? Path.Combine(Suites, suite)
            : throw new BenchException(
                $"There is no suite '{suite}'",
                remedy: $"{NearMatches.Suggest(suite, names)}Suites: {string.Join(", ", names)}; or give the path of a folder with a suite.yaml");
    }

    /// <summary>A model folder by path, or by name below <c>suites/models</c>.</summary>
    /// <param name="model">Path or name.</param>
    public string Model(string model)
    {
        string named = Path.Combine(Models, model);
        return !Directory.Exists(model) && Directory.Exists(named) ? named : model;
    }

    /// <summary>The results folder of a finished run: a path, or a name below <c>results</c>; a suite's folder where it holds one run.</summary>
    /// <param name="run">Path or name.</param>
    /// <exception cref="BenchException">There is no run, or there are several.</exception>
    public string Run(string run)
    {
        string named = Path.Combine(Results, run);
        string folder = !Directory.Exists(run) && Directory.Exists(named) ? named : run;
        if (File.Exists(Path.Combine(folder, RunManifest.FileName)))
        {
            return folder;
        }

        IReadOnlyList<string> inside = FoldersWith(folder, RunManifest.FileName);
        return inside.Count == 1
            ? inside[0]
            : throw new BenchException(
                inside.Count == 0 ? $"The folder has no {RunManifest.FileName}" : $"The folder has {inside.Count} runs: {string.Join(", ", inside.Select(Path.GetFileName))}",
                folder,
                "Name the folder of one finished run, for example results/film-reviews/sst2-bert-mini");
    }
}
