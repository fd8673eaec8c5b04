using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>Says in what two runs differ, of all that their numbers depend on. Only runs without a difference may be mixed.</summary>
public static class RunDifferences
{
    private const int Named = 6;
    private const string Files = "model/files/";

    /// <summary>The differences in everything, explainers and their order included, as <c>seed 42, was 7</c>.</summary>
    /// <param name="before">The run that is there.</param>
    /// <param name="now">The run that is compared with it.</param>
    /// <param name="was">The word between the two values.</param>
    public static IReadOnlyList<string> All(RunManifest before, RunManifest now, string was = "was")
    {
        SortedDictionary<string, string> first = RunIdentity.Inputs(before);
        SortedDictionary<string, string> second = RunIdentity.Inputs(now);
        string[] changed =
            [.. first.Keys.Union(second.Keys).Where(path => first.GetValueOrDefault(path) != second.GetValueOrDefault(path))];

        // Options of a component that only one of the runs has say no more than the list of components does.
        return [.. changed
            .Where(path => !IsComponent(path) || (HasComponent(before, path) && HasComponent(now, path)))
            .SelectMany(path => path.StartsWith(Files, StringComparison.Ordinal)
                ? InFile(path[Files.Length..], before, now, was)
                : [Change(Words(path), second.GetValueOrDefault(path), first.GetValueOrDefault(path), was)])];
    }

    /// <summary>Differences in one line; of many, the first.</summary>
    /// <param name="differences">What <see cref="All"/> gave.</param>
    public static string Sentence(IReadOnlyList<string> differences) => differences.Count == 0
        ? "nothing that its numbers depend on"
        : string.Join("; ", differences.Take(Named)) + (differences.Count > Named ? $"; and {differences.Count - Named} more" : "");

    private static IEnumerable<string> InFile(string file, RunManifest before, RunManifest now, string was)
    {
        ImmutableSortedDictionary<string, string> first = SettingsOf(before, file);
        ImmutableSortedDictionary<string, string> second = SettingsOf(now, file);
        string[] keys = [.. first.Keys.Union(second.Keys).Where(key => first.GetValueOrDefault(key) != second.GetValueOrDefault(key))];
        bool isHere = now.Model.Files?.ContainsKey(file) == true;
        return isHere != (before.Model.Files?.ContainsKey(file) == true)
            ? [$"{file}: {(isHere ? "read" : "not read")}, {was} {(isHere ? "not read" : "read")}"]
            : keys.Length == 0 ? [$"{file}: other content"]
            : keys.Select(key =>
                $"{file}: {Change(key.Replace('/', '.'), second.GetValueOrDefault(key), first.GetValueOrDefault(key), was)}");
    }

    private static ImmutableSortedDictionary<string, string> SettingsOf(RunManifest run, string file) =>
        run.Model.Settings?.GetValueOrDefault(file) ?? ImmutableSortedDictionary<string, string>.Empty;

    private static bool IsComponent(string path) =>
        path.StartsWith("explainers/", StringComparison.Ordinal) || path.StartsWith("metrics/", StringComparison.Ordinal);

    private static bool HasComponent(RunManifest run, string path) =>
        run.Explainers.Any(explainer => path.StartsWith($"explainers/{explainer.Name}/", StringComparison.Ordinal))
        || run.Metrics.Any(metric => path.StartsWith($"metrics/{metric.Name}/", StringComparison.Ordinal));

    private static string Words(string path) => path.Replace('_', ' ').Replace('/', ' ');

    private static string Change(string what, string? now, string? before, string was) =>
        $"{what} {now ?? "none"}, {was} {before ?? "none"}";
}
