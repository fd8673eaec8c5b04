using System.Globalization;
using System.Text.RegularExpressions;

namespace Bench.Evaluation;

/// <summary>
/// The folders of the runs of one suite on one model. A run's folder is named by its identity, so that the same command finds it again and
/// another never comes near it; a run that is computed anew gets the next number behind it.
/// </summary>
/// <param name="home">The folder of all of them: <c>runs/SUITE/MODEL</c>.</param>
internal sealed partial class RunPlaces(string home)
{
    /// <summary>The folder for the runs of a suite on a model.</summary>
    /// <param name="root">The folder of all runs.</param>
    /// <param name="run">What is run.</param>
    public static RunPlaces Of(string root, RunManifest run) => new(Path.Combine(Path.GetFullPath(root), run.Suite, run.Model.Name));

    /// <summary>Every run's folder, whatever is in it.</summary>
    public IReadOnlyList<string> All => !Directory.Exists(home)
        ? []
        : [.. Directory.EnumerateDirectories(home).Where(folder => Name().IsMatch(Path.GetFileName(folder))).Order(StringComparer.Ordinal)];

    /// <summary>Whether a folder's name is that of a run.</summary>
    /// <param name="name">The name.</param>
    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>The folder where a command goes on.</summary>
    /// <param name="run">What it runs.</param>
    /// <param name="again">Whether what is finished already is to be computed anew.</param>
    /// <param name="isFinished">Whether a folder holds a finished run, or one that cannot be gone on with.</param>
    public string For(RunManifest run, bool again, Func<string, bool> isFinished)
    {
        string id = RunIdentity.ShortOf(run);
        int last = All.Select(folder => NumberOf(Path.GetFileName(folder), id)).DefaultIfEmpty(1).Max();
        string folder = Numbered(id, last);
        return again && isFinished(folder) ? Numbered(id, last + 1) : folder;
    }

    private static int NumberOf(string name, string id) => name.StartsWith($"{id}-", StringComparison.Ordinal)
        ? int.Parse(name.AsSpan(id.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture)
        : 1;

    private string Numbered(string id, int number) =>
        Path.Combine(home, number == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-{number}"));

    [GeneratedRegex("^[0-9a-f]{12}(-[0-9]{1,6})?$")]
    private static partial Regex Name();
}
