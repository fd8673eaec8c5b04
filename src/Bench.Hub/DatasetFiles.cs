using System.Globalization;
using System.Text.RegularExpressions;
using Bench.Abstractions;

namespace Bench.Hub;

/// <summary>
/// Which Parquet files of a repository are which part of a dataset, by their names: <c>data/train-00000-of-00002.parquet</c>,
/// <c>CONFIG/train-….parquet</c>, <c>CONFIG/train/0000.parquet</c> as the hub's own conversion writes them, <c>train.parquet</c>.
/// </summary>
/// <param name="Config">The configuration; <c>default</c> where none is named.</param>
/// <param name="Split">The split.</param>
/// <param name="Files">The files, in order.</param>
internal sealed partial record DatasetFiles(string Config, string Split, IReadOnlyList<string> Files)
{
    private const string Extension = ".parquet";
    private const string Default = "default";

    /// <summary>The parts that a list of files holds.</summary>
    /// <param name="files">Names of files, with slashes.</param>
    public static IReadOnlyList<DatasetFiles> Of(IEnumerable<string> files) =>
    [
        .. files.Where(file => file.EndsWith(Extension, StringComparison.Ordinal))
            .GroupBy(PartOf)
            .Select(part => new DatasetFiles(part.Key.Config, part.Key.Split, [.. part.Order(StringComparer.Ordinal)]))
            .OrderBy(part => part.Config, StringComparer.Ordinal).ThenBy(part => part.Split, StringComparer.Ordinal),
    ];

    /// <summary>The part that is meant.</summary>
    /// <param name="parts">The parts there are, at least one.</param>
    /// <param name="config">The configuration, or <see langword="null"/> for the only one, or the one called default.</param>
    /// <param name="split">The split, or <see langword="null"/> for the only one.</param>
    /// <param name="where">The repository, for messages.</param>
    /// <exception cref="BenchException">There is no such part, or several are meant.</exception>
    public static DatasetFiles Choose(IReadOnlyList<DatasetFiles> parts, string? config, string? split, string where)
    {
        string[] configs = [.. parts.Select(part => part.Config).Distinct()];
        string chosen = One(config ?? (configs.Contains(Default) ? Default : null), configs, "config", where);
        DatasetFiles[] inside = [.. parts.Where(part => part.Config == chosen)];
        string meant = One(split, [.. inside.Select(part => part.Split)], "split", where);
        return inside.Single(part => part.Split == meant);
    }

    /// <summary>
    /// Which file is missing, by the numbers in the names: of <c>-of-00003</c> there must be three, of <c>0000</c>, <c>0001</c>, … all up
    /// to the last. <see langword="null"/> where none is, or nothing is numbered.
    /// </summary>
    public string? Missing()
    {
        Match[] numbered = [.. Files.Select(file => Number().Match(file)).Where(number => number.Success)];
        int[] there = [.. numbered.Select(number => int.Parse(number.Groups["index"].Value, CultureInfo.InvariantCulture))];
        int count = numbered.Select(number => number.Groups["count"]).FirstOrDefault(count => count.Success) is { } named
            ? int.Parse(named.Value, CultureInfo.InvariantCulture)
            : there.DefaultIfEmpty(-1).Max() + 1;
        return Enumerable.Range(0, count).Except(there).Select(index => FormattableString.Invariant($"file {index + 1} of {count}"))
            .FirstOrDefault();
    }

    /// <summary>
    /// A path that stands for exactly these files: the file, or its folder and what their names have in common around a <c>*</c>.
    /// </summary>
    /// <param name="fileOf">Gives a file's path.</param>
    /// <param name="all">All files of the repository.</param>
    /// <param name="where">The repository, for messages.</param>
    /// <exception cref="BenchException">They lie in several folders, or a name of another file has the same form.</exception>
    public string PathOf(Func<string, string> fileOf, IReadOnlyList<string> all, string where)
    {
        if (Files.Count == 1)
        {
            return fileOf(Files[0]);
        }

        string folder = FolderOf(Files[0]);
        string[] names = [.. Files.Select(file => file[(file.LastIndexOf('/') + 1)..])];
        int start = Enumerable.Range(0, names.Min(name => name.Length)).TakeWhile(i => names.All(name => name[i] == names[0][i])).Count();
        string begin = names[0][..start];
        bool isExact = Files.All(file => FolderOf(file) == folder) && all.Count(file => FolderOf(file) == folder
            && file[(folder.Length == 0 ? 0 : folder.Length + 1)..].StartsWith(begin, StringComparison.Ordinal)
            && file.EndsWith(Extension, StringComparison.Ordinal)) == Files.Count;
        return isExact
            ? Path.Combine(Path.GetDirectoryName(fileOf(Files[0]))!, $"{begin}*{Extension}")
            : throw new BenchException(
                $"The files of the split '{Split}' cannot be told from others by their names", where,
                "Download them, and name their folder as 'path' with 'format: parquet'");
    }

    private static string FolderOf(string file) => file[..Math.Max(0, file.LastIndexOf('/'))];

    private static string One(string? asked, string[] known, string what, string where) =>
        asked is not null && known.Contains(asked) ? asked
        : asked is null && known.Length == 1 ? known[0]
        : throw new BenchException(
            asked is null ? $"The dataset has several: {what} must be named" : $"The dataset has no {what} '{asked}'",
            where,
            $"{(asked is null ? "" : NearMatches.Suggest(asked, known))}Set '{what}' under 'dataset' to one of: "
                + $"{string.Join(", ", known)}");

    private static (string Config, string Split) PartOf(string file)
    {
        string[] folders = file.Split('/')[..^1];
        string stem = Shard().Replace(file[(file.LastIndexOf('/') + 1)..^Extension.Length], "");
        bool isFolder = stem.Length == 0 && folders.Length > 0;
        string split = isFolder ? folders[^1] : stem;
        string config = string.Join('/', (isFolder ? folders[..^1] : folders).Where(folder => folder != "data"));

        // What the hub converts in part it says so.
        return (config.Length == 0 ? Default : config,
            split.StartsWith("partial-", StringComparison.Ordinal) ? split["partial-".Length..] : split);
    }

    [GeneratedRegex(@"/(?<index>\d{4})\.parquet\z|-(?<index>\d{2,6})-of-(?<count>\d{2,6})(-[0-9a-f]{8,})?\.parquet\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"(^|[-_.])\d{2,6}(-of-\d{2,6})?(-[0-9a-f]{8,})?\z")]
    private static partial Regex Shard();
}
