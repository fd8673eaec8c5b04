using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>A file beside <c>run.json</c>, whose hash stands in it.</summary>
internal static class SealedFile
{
    private const string Remedy =
        "It was changed or removed, or writing the files of the run was interrupted: run the same command again, which writes them anew "
            + "from the run's store";

    /// <summary>Refuses a file that is not the one that was written with its <c>run.json</c>.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="files">Hashes by name; <see langword="null"/> where the run's version did not record them.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="BenchException">The file is missing, no ordinary one, was changed, or does not belong to that run.</exception>
    public static string Require(string folder, string name, IReadOnlyDictionary<string, string>? files)
    {
        string path = Path.Combine(folder, name);
        if (files is null)
        {
            InputFile.Require(path, InputFile.Unlimited);
            return path;
        }

        if (!files.TryGetValue(name, out string? expected))
        {
            throw new BenchException($"The {RunManifest.FileName} beside it does not name this file", path, Remedy);
        }

        if (!File.Exists(path))
        {
            throw new BenchException($"The file is missing; the {RunManifest.FileName} beside it names it", path, Remedy);
        }

        string found = FileHash.Sha256(path);
        return found == expected ? path : throw new BenchException(
            $"The file is not the one that the {RunManifest.FileName} beside it was written with (SHA-256 {found}, expected {expected})",
            path,
            Remedy);
    }
}
