using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Library;

/// <summary>Where suites, models and results of this checkout are.</summary>
/// <param name="root">The folder that holds <c>suites</c>.</param>
/// <param name="note">Is told, in a sentence, what a name was taken to mean.</param>
internal sealed class BenchPaths(string root, Action<string>? note = null)
{
    /// <summary>The variable by which <c>run-bench.sh</c> names the checkout, so that it works from any folder.</summary>
    public const string RootVariable = "BENCH_ROOT";

    /// <summary>The folder that holds <c>suites</c>.</summary>
    public string Root { get; } = root;

    /// <summary>The suites of the checkout; where there is no checkout, those that an installed command brings along.</summary>
    public string Suites { get; } = Array.Find(
        [Path.Combine(root, "suites"), Path.Combine(AppContext.BaseDirectory, "suites")], Directory.Exists) ?? Path.Combine(root, "suites");

    public string Models => Path.Combine(Suites, "models");

    /// <summary>The committed reference results.</summary>
    public string Results { get; } = Path.Combine(root, "results");

    /// <summary>Where users' runs go.</summary>
    public string Runs { get; } = Path.Combine(root, "runs");

    /// <summary>The checkout named by the environment, or the one the current folder lies in, or the current folder.</summary>
    /// <param name="note">Is told, in a sentence, what a name was taken to mean.</param>
    public static BenchPaths Find(Action<string>? note = null)
    {
        if (Environment.GetEnvironmentVariable(RootVariable) is { Length: > 0 } named)
        {
            return new BenchPaths(named, note);
        }

        for (DirectoryInfo? folder = new(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bench.sln")))
            {
                return new BenchPaths(folder.FullName, note);
            }
        }

        return new BenchPaths(Environment.CurrentDirectory, note);
    }

    /// <summary>The folders below <paramref name="parent"/> that hold <paramref name="file"/>, in order of their names.</summary>
    public static IReadOnlyList<string> FoldersWith(string parent, string file) => !Directory.Exists(parent)
        ? []
        : [.. Directory.EnumerateDirectories(parent).Where(folder => File.Exists(Path.Combine(folder, file)))
            .Order(StringComparer.Ordinal)];

    /// <summary>The names of the suites that ship.</summary>
    public IEnumerable<string> SuiteNames => FoldersWith(Suites, "suite.yaml").Select(folder => Path.GetFileName(folder));

    /// <summary>The names of the models that ship.</summary>
    public IEnumerable<string> ModelNames => FoldersWith(Models, "config.json").Select(folder => Path.GetFileName(folder));

    /// <summary>A suite by name or path.</summary>
    /// <param name="suite">A name below <c>suites</c>, or a folder or file.</param>
    /// <exception cref="BenchException">There is no such suite.</exception>
    public string Suite(string suite)
    {
        if (File.Exists(suite) || File.Exists(Path.Combine(suite, "suite.yaml")))
        {
            return suite;
        }

        string[] names = [.. SuiteNames];
        return names.FirstOrDefault(name => IsSame(name, suite)) is { } named
            ? Path.Combine(Suites, named)
            : throw new BenchException(
                $"There is no suite '{suite}'",
                null,
                $"{NearMatches.Suggest(suite, names)}Suites: {string.Join(", ", names)}; or give the path of a folder with a suite.yaml");
    }

    /// <summary>A model folder by path, or by name below <c>suites/models</c>.</summary>
    /// <param name="model">Path or name.</param>
    public string Model(string model)
    {
        string named = Names.Inside(Models, model);
        return !Directory.Exists(model) && Directory.Exists(named) ? named : model;
    }

    /// <summary>
    /// The folder of a finished run: a path; or a suite's name, or SUITE/MODEL, which mean the newest finished run, or where there is none
    /// the shipped reference.
    /// </summary>
    /// <param name="run">Path or name.</param>
    /// <exception cref="BenchException">There is no run, or several that the name may mean.</exception>
    public string Run(string run)
    {
        string given = Path.TrimEndingDirectorySeparator(run);
        if (File.Exists(Path.Combine(given, RunManifest.FileName)))
        {
            return given;
        }

        if (Directory.Exists(given) && Newest(given, isReference: true) is { } inside)
        {
            return inside;
        }

        return Newest(Names.Inside(Runs, given), isReference: false)
            ?? Newest(Names.Inside(Results, given), isReference: true)
            ?? throw NoRun(given);
    }

    /// <summary>The folder of a run in any state: a path, or SUITE/MODEL/ID; else as <see cref="Run"/> finds it.</summary>
    /// <param name="run">Path or name.</param>
    /// <exception cref="BenchException">There is no run, or several that the name may mean.</exception>
    public string AnyRun(string run)
    {
        string[] places = [run, Path.Combine(Runs, run)];
        return Array.Find(places, place => Directory.Exists(place) && RunState.Of(place) is not null) ?? Run(run);
    }

    /// <summary>
    /// The folder of a run that is to be removed: a path, or SUITE/MODEL/ID. A name never stands for the newest one here.
    /// </summary>
    /// <param name="run">Path or name.</param>
    /// <exception cref="BenchException">There is no such run, or it is a reference.</exception>
    public string RunToRemove(string run)
    {
        string folder =
            Array.Find((string[])[run, Path.Combine(Runs, run)], place => Directory.Exists(place) && RunState.Of(place) is not null)
                ?? throw new BenchException(
                    $"There is no run '{run}'", null,
                    $"{NearMatches.Suggest(run, RunIds)}Name one as `runs` lists it: SUITE/MODEL/ID, or its folder");
        return IsReference(folder)
            ? throw new BenchException("This is a committed reference", folder, "References change by `run SUITE --reference` only")
            : folder;
    }

    /// <summary>Whether a run's folder holds a shipped reference.</summary>
    /// <param name="folder">The folder.</param>
    public bool IsReference(string folder) =>
        !Path.GetRelativePath(Results, Path.GetFullPath(folder)).StartsWith("..", StringComparison.Ordinal);

    // Of references, the newest means nothing: all of them are current.
    private string? Newest(string folder, bool isReference)
    {
        IReadOnlyList<(string Folder, RunManifest Run)> found = RunCatalog.Finished(folder, Note);
        if (found.Count == 0)
        {
            return null;
        }

        string[] models = [.. found.Select(entry => entry.Run.Model.Name).Distinct().Order(StringComparer.Ordinal)];
        if (isReference && models.Length > 1)
        {
            throw new BenchException(
                $"The folder has runs of {models.Length} models: {string.Join(", ", models)}", folder, "Name the folder of one of them");
        }

        Note($"Run: {found[0].Folder}{(found.Count > 1 ? FormattableString.Invariant($", the newest of {found.Count}") : "")}");
        return found[0].Folder;
    }

    private void Note(string text) => note?.Invoke(text);

    private BenchException NoRun(string run) => Directory.Exists(run)
        ? new BenchException(
            $"The folder has no {RunManifest.FileName}", run,
            "Name the folder of a finished run, for example results/film-reviews/sst2-bert-mini")
        : new BenchException(
            $"There is no finished run '{run}' (no folder with a {RunManifest.FileName})",
            null,
            NearMatches.Suggest(run, Like(run)) + WhatToDo(run));

    private IEnumerable<string> Like(string run) =>
        RunNames.Union(SuiteNames).Where(name => name.Contains('/') == run.Contains('/') && !IsSame(name, run));

    // Where nothing was run yet, as after installing the command, there is nothing to name.
    private string WhatToDo(string run) =>
        SuiteNames.FirstOrDefault(name => IsSame(name, run.Split('/')[0])) is { } suite
            ? $"`run {suite}` makes one; `runs` lists those that are there"
            : RunNames.Any() ? "Name a run's folder, a suite, or SUITE/MODEL; `runs` lists them"
            : "Make one with `run SUITE` (`list suites` names the suites that ship), or name a run's folder";

    private static bool IsSame(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>What may stand for a finished run: suites, and suites with models.</summary>
    public IEnumerable<string> RunNames => Known(Runs).Concat(Known(Results)).Distinct();

    private IEnumerable<string> RunIds => Known(Runs).Where(name => name.Contains('/', StringComparison.Ordinal))
        .SelectMany(name => Names.In(Path.Combine(Runs, name)).Select(id => $"{name}/{id}"));

    // Suites, and suites with models.
    private static IEnumerable<string> Known(string folder) =>
        Names.In(folder).SelectMany(suite => Names.In(Path.Combine(folder, suite)).Select(model => $"{suite}/{model}").Prepend(suite));
}
