namespace Bench.TestKit;

/// <summary>A folder of its own for one test, deleted afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("bench-test-").FullName;

    /// <summary>A path inside the folder.</summary>
    /// <param name="name">Name of a file.</param>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file, its folder made where needed, and returns its path.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="content">Its bytes.</param>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllBytes(File(name), content);
        return File(name);
    }

    /// <summary>Writes a text file, its folder made where needed, and returns its path.</summary>
    /// <param name="name">Name of the file, or path below this folder.</param>
    /// <param name="content">Its text.</param>
    public string Write(string name, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllText(File(name), content);
        return File(name);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
