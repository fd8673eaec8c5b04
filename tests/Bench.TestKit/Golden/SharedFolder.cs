using Xunit;

namespace Bench.TestKit;

/// <summary>The folder of vocabularies and data sets that may not be part of the repository.</summary>
public static class SharedFolder
{
    /// <summary>The folder that <c>BENCH_SHARED</c> names, else <c>../shared</c> beside the repository.</summary>
    public static string Root { get; } =
        Environment.GetEnvironmentVariable("BENCH_SHARED") is { Length: > 0 } named ? named : Path.Combine(Repository.Root, "..", "shared");

    /// <summary>A path inside the folder.</summary>
    /// <param name="parts">Names from the folder down.</param>
    public static string Find(params string[] parts) => Path.GetFullPath(Path.Combine([Root, .. parts]));

    /// <summary>Why a test that needs a path cannot run, or <see langword="null"/> where it can.</summary>
    /// <param name="path">Path inside the folder, names separated by <c>/</c>.</param>
    public static string? Missing(string path) => Path.Exists(Find(path.Split('/')))
        ? null
        : $"Needs {path} of the shared folder (../shared beside the repository, or the folder BENCH_SHARED names).";
}

/// <summary>A test that needs a part of the <see cref="SharedFolder"/> and is skipped, with the reason, where that is missing.</summary>
public sealed class SharedFactAttribute : FactAttribute
{
    /// <summary>Marks a test.</summary>
    /// <param name="path">What it needs, names separated by <c>/</c>.</param>
    public SharedFactAttribute(string path)
    {
        Skip = SharedFolder.Missing(path);
    }
}

/// <summary>A theory that needs a part of the <see cref="SharedFolder"/> and is skipped, with the reason, where that is missing.</summary>
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    /// <summary>Marks a test.</summary>
    /// <param name="path">What it needs, names separated by <c>/</c>.</param>
    public SharedTheoryAttribute(string path)
    {
        Skip = SharedFolder.Missing(path);
    }
}
