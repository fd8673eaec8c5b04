namespace Bench.Fuzz;

/// <summary>A format from outside, and how the program reads it.</summary>
/// <param name="Name">Its name in reports and on the command line.</param>
/// <param name="File">Name of the file that is mutated, in a folder of its own.</param>
/// <param name="Seeds">Valid files to start from.</param>
/// <param name="Read">Reads the folder as the program does, and uses what was read.</param>
internal sealed record FuzzFormat(string Name, string File, IReadOnlyList<byte[]> Seeds, Action<string> Read)
{
    /// <summary>Files that stand beside the mutated one, by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Beside { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Makes a file of what was mutated, where a part of it must fit the rest or nothing behind it is ever reached.</summary>
    public Func<byte[], byte[]> Complete { get; init; } = bytes => bytes;

    /// <summary>Writes what stands beside the mutated file.</summary>
    /// <param name="folder">An empty folder.</param>
    public void Prepare(string folder)
    {
        foreach ((string name, byte[] content) in Beside)
        {
            string path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            System.IO.File.WriteAllBytes(path, content);
        }
    }
}
