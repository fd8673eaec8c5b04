using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Keeps a second process out of a results folder and tells it who holds it. The operating system releases the lock however its holder
/// ends, so a killed run leaves nothing to tidy up.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _stream;
    private readonly string _holder;

    private FolderLock(FileStream stream)
    {
        _stream = stream;
        _holder = HolderOf(stream.Name);
        File.WriteAllText(_holder, string.Create(
            CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} on {Environment.MachineName} since {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm:ss} UTC\n"));
    }

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The lock's file; it exists while the lock is held.</param>
    /// <exception cref="BenchException">Another process holds it.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static FolderLock Take(string path)
    {
        while (true)
        {
            FileStream stream;
            try
            {
                stream = Open(path, FileMode.OpenOrCreate, FileOptions.DeleteOnClose);
            }
            catch (IOException exception) when (File.Exists(path))
            {
                string holder = File.Exists(HolderOf(path)) ? File.ReadAllText(HolderOf(path)).Trim() : "another process";
                throw new BenchException(
                    $"The results folder is in use by {holder}",
                    Path.GetDirectoryName(path),
                    "Wait for it or stop it, or choose another folder with --out",
                    exception);
            }

            if (IsHeld(path))
            {
                return new FolderLock(stream);
            }

            stream.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_holder);
        _stream.Dispose();
    }

    private static string HolderOf(string path) => path + ".txt";

    private static FileStream Open(string path, FileMode mode, FileOptions options) =>
        new(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, options);

    // Where the former holder deleted the file between our opening and locking it, what we hold is no longer the file that others see.
    private static bool IsHeld(string path)
    {
        try
        {
            Open(path, FileMode.Open, FileOptions.None).Dispose();
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
