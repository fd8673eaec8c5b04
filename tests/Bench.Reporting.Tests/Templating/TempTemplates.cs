namespace Bench.Reporting.Tests;

/// <summary>A folder with templates, deleted afterwards.</summary>
internal sealed class TempTemplates : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("bench-").FullName;

    public void Write(string name, string text) => File.WriteAllText(System.IO.Path.Combine(Path, name), text);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
