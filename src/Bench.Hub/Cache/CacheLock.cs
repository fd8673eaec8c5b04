using Bench.Abstractions;

namespace Bench.Hub;

/// <summary>
/// Lets one process at a time download a file. It is the lock that the hub's Python library takes on the same file, so both wait for each
/// other. The operating system releases it however its holder ends.
/// </summary>
internal static class CacheLock
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for a lock and takes it; disposing releases it. The file stays, as another may be waiting for it.</summary>
    /// <param name="path">The lock's file.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <exception cref="BenchException">The folder cannot be written.</exception>
    public static async Task<IDisposable> TakeAsync(string path, CancellationToken cancellationToken)
    {
        CacheAccess.Guard(path, () => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(_pause, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw CacheAccess.Refused(path, exception);
            }
        }
    }
}
