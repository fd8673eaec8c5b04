using System.Reflection;
using System.Runtime.InteropServices;
using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>
/// Finds libtorch: the folder that <c>BENCH_LIBTORCH</c> names, else that of the PyTorch which <c>python3</c> imports, else the package
/// libtorch-cpu, where it was restored.
/// </summary>
internal static class LibtorchFinder
{
    /// <summary>The variable that names a folder with libtorch's libraries.</summary>
    public const string Variable = "BENCH_LIBTORCH";

    /// <summary>The version that the native library of TorchSharp was made for, and that the package has.</summary>
    public static string Version { get; } = typeof(LibtorchFinder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(metadata => metadata.Key == "libtorch").Value!;

    /// <summary>The first place that has libtorch.</summary>
    /// <exception cref="BenchException">None has; says where it was looked for.</exception>
    public static LibtorchPlace Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            // The folder of libtorch's archives has its libraries in lib.
            LibtorchPlace[] places = [Named(given), Named(Path.Combine(given, "lib"))];
            return Array.Find(places, place => place.Exists) ?? throw new BenchException(
                $"The folder has no {LibtorchPlace.FileName("torch")} and {LibtorchPlace.FileName("torch_cpu")}",
                $"{Variable}={given}",
                $"Name the folder lib of libtorch or of a PyTorch, or leave {Variable} out");
        }

        LibtorchPlace?[] found = [PythonTorch.Find(), Package()];
        return Array.Find(found, place => place?.Exists == true) ?? throw new BenchException(
            $"There is no libtorch: {Variable} is not set, python3 imports no torch, and the package {PackageName} {Version} is not there",
            "--core torch",
            "Install PyTorch (`pip install torch`), which also serves GPUs; or `./run-bench.sh devices --restore`, which fetches the "
                + "package for the processor (130 MB)");
    }

    private static string PackageName => $"libtorch-cpu-{Rid}";

    private static string Rid => string.Join('-', RuntimeInformation.RuntimeIdentifier.Split('-') switch
    {
        [var system, .., var processor] => [system, processor],
        var other => other,
    });

    private static LibtorchPlace Named(string folder) => new($"named by {Variable}", folder, BuildVersion(folder));

    // Archives of libtorch say their version in a file above lib.
    private static string? BuildVersion(string folder) => ((string[])[folder, Path.Combine(folder, "..")])
        .Select(place => Path.Combine(place, "build-version")).Where(File.Exists)
        .Select(file => File.ReadLines(file).FirstOrDefault()).FirstOrDefault();

    private static LibtorchPlace Package()
    {
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string folder = Path.Combine(packages, PackageName, Version, "runtimes", Rid, "native");
        return new LibtorchPlace($"package {PackageName}", folder, Version);
    }
}
