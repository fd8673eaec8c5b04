using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Keeps a second process out of a results folder and tells it who holds it. The operating system releases the lock however its holder
/// ends, so a killed run leaves nothing to tidy up.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const string FileName = "run.lock";

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

    /// <summary>Takes the lock of a folder.</summary>
    /// <param name="folder">The folder; the lock's file exists in it while the lock is held.</param>
    /// <exception cref="BenchException">Another process holds it.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static FolderLock Take(string folder)
    {
        string path = Path.Combine(folder, FileName);
        while (true)
        {
            FileStream stream;
            try
            {
                stream = Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileOptions.DeleteOnClose);
            }
            catch (IOException exception) when (File.Exists(path))
            {
                throw InUse(path, exception);
            }

            if (IsHeld(path, FileAccess.ReadWrite))
            {
                return new FolderLock(stream);
            }

            stream.Dispose();
        }
    }

    /// <summary>Whether a process holds a folder's lock. Changes nothing, and needs no right to write.</summary>
    /// <param name="folder">The folder.</param>
    public static bool IsHeld(string folder) => IsHeld(Path.Combine(folder, FileName), FileAccess.Read);

    /// <summary>Refuses a folder whose lock another process holds.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="BenchException">Another process holds it.</exception>
    public static void RequireFree(string folder)
    {
        if (IsHeld(folder))
        {
            throw InUse(Path.Combine(folder, FileName), null);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_holder);
        _stream.Dispose();
    }

    private static string HolderOf(string path) => path + ".txt";

    private static FileStream Open(string path, FileMode mode, FileAccess access, FileOptions options) =>
        new(path, mode, access, FileShare.None, bufferSize: 1, options);

    private static BenchException InUse(string path, Exception? inner)
    {
        string holder = File.Exists(HolderOf(path)) ? File.ReadAllText(HolderOf(path)).Trim() : "another process";
        return new BenchException(
            $"The results folder is in use by {holder}", Path.GetDirectoryName(path),
            "Wait for it or stop it, or choose another folder with --out", inner);
    }

    // Where the former holder deleted the file between our opening and locking it, what we hold is no longer the file that others see.
    private static bool IsHeld(string path, FileAccess access)
    {
        try
        {
            Open(path, FileMode.Open, access, FileOptions.None).Dispose();
            return false;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
