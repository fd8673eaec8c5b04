using System.Text;

namespace Bench.Abstractions;

/// <summary>
/// Opens files that come from outside: only ordinary files, up to a size. A pipe or a device would be waited for without end or never
/// end; both say that they are 0 bytes long, so that nothing of that length is ever opened.
/// </summary>
public static class InputFile
{
    /// <summary>Limit for files of settings and descriptions: a configuration, a suite, a formula. 16 MiB.</summary>
    public const long Settings = 1L << 24;

    /// <summary>Limit for tables that are read into memory as a whole: a vocabulary, scores, a tokenizer. 256 MiB.</summary>
    public const long Table = 1L << 28;

    /// <summary>No limit: for files that are read piece by piece.</summary>
    public const long Unlimited = long.MaxValue;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <exception cref="BenchException">It is missing, a folder, no ordinary file, empty, larger, or cannot be read.</exception>
    public static FileStream Open(string path, long most)
    {
        Require(path, most);
        return Guarded(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
    }

    /// <summary>All bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <exception cref="BenchException">As <see cref="Open"/>.</exception>
    public static byte[] Bytes(string path, long most)
    {
        Require(path, most);
        return Guarded(path, () => File.ReadAllBytes(path));
    }

    /// <summary>Opens a text in UTF-8; reading bytes that are not UTF-8 throws a <see cref="DecoderFallbackException"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <exception cref="BenchException">As <see cref="Open"/>.</exception>
    public static StreamReader OpenText(string path, long most) => new(Open(path, most), _strict);

    /// <summary>The absolute path of what is written in a file or an option.</summary>
    /// <param name="path">The path as it was written.</param>
    /// <param name="folder">Where a relative path starts; absolute.</param>
    /// <param name="where">Where it was written, for messages.</param>
    /// <exception cref="BenchException">The path holds a character that no path can hold.</exception>
    public static string FullPath(string path, string folder, string where) => path.Contains('\0', StringComparison.Ordinal)
        ? throw new BenchException("The path holds the character 0, which no path can hold", where, "Check the path")
        : Path.GetFullPath(path, folder);

    /// <summary>Refuses what is not an ordinary file that holds something, without opening it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <exception cref="BenchException">It is missing, a folder, no ordinary file, empty or larger.</exception>
    public static void Require(string path, long most)
    {
        _ = FullPath(path, Environment.CurrentDirectory, path);
        if (Directory.Exists(path))
        {
            throw new BenchException("This is a folder, expected a file", path, "Name the file in it");
        }

        // A link has a length of its own: that of the name it points to.
        FileInfo file = Guarded(path, () => File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo) ?? new FileInfo(path);
        if (!file.Exists)
        {
            throw new BenchException("There is no such file", path, "Check the path");
        }

        if (file.Length == 0)
        {
            throw new BenchException("The file is empty, or it is a pipe or a device", path, "Name an ordinary file that holds something");
        }

        if (file.Length > most)
        {
            throw new BenchException(
                $"The file has {file.Length} bytes, at most {most} are read", path,
                "Check that it is the right file, or leave out what is not needed");
        }
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BenchException("There is no such file", path, "Check the path");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"The file cannot be read ({e.Message.TrimEnd('.')})", path, "Check its permissions and the disk", e);
        }
    }
}
