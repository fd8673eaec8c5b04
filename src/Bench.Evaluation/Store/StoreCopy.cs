using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>A copy of a database and its log in a temporary folder, for reading what a killed process left without touching it.</summary>
internal sealed class StoreCopy : IDisposable
{
    private const string LogSuffix = "-wal";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bench-store-");

    private StoreCopy(string path)
    {
        File = Path.Combine(_folder.FullName, Path.GetFileName(path));
        try
        {
            // The log last: what the file lacks of it then is in the log.
            System.IO.File.Copy(path, File);
            System.IO.File.Copy(path + LogSuffix, File + LogSuffix);
            foreach (FileInfo file in _folder.EnumerateFiles())
            {
                file.IsReadOnly = false;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw new BenchException(
                $"The run's store cannot be copied: {exception.Message.TrimEnd('.')}",
                path,
                "Free some space in the folder for temporary files, or check the permissions",
                exception);
        }
    }

    /// <summary>The copy.</summary>
    public string File { get; }

    /// <summary>A copy where there is a log, else <see langword="null"/>.</summary>
    /// <param name="path">The database.</param>
    /// <exception cref="BenchException">There is no room for the copy.</exception>
    public static StoreCopy? WhereLogged(string path) =>
        new FileInfo(path + LogSuffix) is { Exists: true, Length: > 0 } ? new StoreCopy(path) : null;

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
