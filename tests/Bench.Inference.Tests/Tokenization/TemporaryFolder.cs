namespace Bench.Inference.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("bench-").FullName;

    public TemporaryFolder With(string name, string content)
    {
        File.WriteAllText(Path.Combine(Root, name), content);
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
