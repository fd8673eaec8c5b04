namespace Bench.Abstractions;

/// <summary>A file that a row of a dataset names, or whose bytes it holds. All of it is untrusted.</summary>
public sealed record DataFile
{
    private readonly string? _path;
    private readonly ReadOnlyMemory<byte> _bytes;

    private DataFile(string name, string? path, ReadOnlyMemory<byte> bytes) => (Name, _path, _bytes) = (name, path, bytes);

    /// <summary>Its name, for messages and documents. Untrusted text.</summary>
    public string Name { get; }

    /// <summary>A file in a dataset's folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The path that the dataset names; it must stay in the folder.</param>
    /// <param name="where">Where it is named, for messages.</param>
    /// <exception cref="BenchException">The path leads out of the folder, or there is no such file.</exception>
    public static DataFile In(string folder, string name, string where)
    {
        string root = Path.GetFullPath(folder);
        string path = InputFile.FullPath(name, root, where);
        string inside = Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar;
        if (Path.IsPathRooted(name) || !path.StartsWith(inside, StringComparison.Ordinal))
        {
            throw new BenchException(
                $"The path '{name}' leads out of the dataset's folder", where, "Name a file below the folder, by a relative path");
        }

        return File.Exists(path)
            ? new DataFile(name, path, default)
            : throw new BenchException($"There is no file '{name}'", where, $"Put it into {root}");
    }

    /// <summary>Bytes that a row holds.</summary>
    /// <param name="name">What to call them.</param>
    /// <param name="bytes">A whole file.</param>
    public static DataFile Of(string name, ReadOnlyMemory<byte> bytes) => new(name, null, bytes);

    /// <summary>All bytes.</summary>
    /// <param name="most">The most bytes that the file may have.</param>
    /// <exception cref="BenchException">It is missing, larger, or cannot be read.</exception>
    public ReadOnlyMemory<byte> Read(long most) => _path is null ? _bytes : InputFile.Bytes(_path, most);
}
