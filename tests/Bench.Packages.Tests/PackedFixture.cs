using Bench.TestKit;

namespace Bench.Packages.Tests;

/// <summary>
/// Everything packed once, into a folder that is the only source of packages. What packages of others are needed has been restored by the
/// build: that folder is looked into as a fallback, so that nothing is downloaded; ours are never there.
/// </summary>
public sealed class PackedFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<string> _tool;

    public PackedFixture()
    {
        Feed = _folder.File("feed");
        Dotnet.Run(Repository.Root, "pack", "Bench.sln", "--no-build", "--configuration", "Release", "--output", Feed, "--nologo",
            "--verbosity", "quiet");
        Configuration = _folder.Write("NuGet.Config",
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{_folder.File("packages")}" /></config>
              <packageSources><clear /><add key="feed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="restored" value="{Restored}" /></fallbackPackageFolders>
            </configuration>
            """);
        _tool = new Lazy<string>(InstallTool);
    }

    /// <summary>The folder of packages.</summary>
    public string Feed { get; }

    /// <summary>
    /// NuGet's settings, with that folder as the only source; projects below <see cref="Folder"/> find them by themselves.
    /// </summary>
    public string Configuration { get; }

    /// <summary>Where projects of users are made.</summary>
    public string Folder => _folder.Path;

    /// <summary>The command <c>bench</c>, installed from its package.</summary>
    public string Tool => _tool.Value;

    private static string Restored => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
        ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Writes a file of a user's project.</summary>
    public string Write(string name, string content) => _folder.Write(name, content);

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private string InstallTool()
    {
        string place = _folder.File("tools");
        Dotnet.Run(Folder, "tool", "install", "--tool-path", place, "--configfile", Configuration, "ExplainerBench.Tool", "--version",
            Dotnet.Version);
        return Path.Combine(place, OperatingSystem.IsWindows() ? "bench.exe" : "bench");
    }
}

/// <summary>All tests of packages share one packing.</summary>
[CollectionDefinition(Name)]
public sealed class PackedCollection : ICollectionFixture<PackedFixture>
{
    public const string Name = "packed";
}
