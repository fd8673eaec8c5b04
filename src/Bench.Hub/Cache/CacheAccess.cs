using Bench.Abstractions;

namespace Bench.Hub;

/// <summary>Says in words what the operating system refuses in the cache.</summary>
internal static class CacheAccess
{
    /// <summary>Does something to a file or folder of the cache.</summary>
    /// <param name="path">The file or folder, for messages.</param>
    /// <param name="action">What is done.</param>
    /// <exception cref="BenchException">The disk is full, or something stands in the way.</exception>
    public static void Guard(string path, Action action) => Guard(path, () =>
    {
        action();
        return true;
    });

    /// <summary>Does something to a file or folder of the cache, and gives what comes of it.</summary>
    /// <param name="path">The file or folder, for messages.</param>
    /// <param name="action">What is done.</param>
    /// <exception cref="BenchException">The disk is full, or something stands in the way.</exception>
    public static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, exception);
        }
    }

    /// <summary>The message of a refusal.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="exception">What the operating system says.</param>
    public static BenchException Refused(string path, Exception exception) => new(
        $"The cache cannot be used ({exception.Message.TrimEnd('.')})", path,
        "Free space, mend its permissions, or name another folder in HF_HUB_CACHE", exception);
}
