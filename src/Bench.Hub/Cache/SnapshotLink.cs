namespace Bench.Hub;

/// <summary>Puts a blob's content where a snapshot wants it.</summary>
/// <param name="link">Makes a symbolic link at the first path to the second.</param>
internal sealed class SnapshotLink(Action<string, string> link)
{
    /// <summary>Links as the operating system makes them.</summary>
    public static SnapshotLink System { get; } = new((path, target) => File.CreateSymbolicLink(path, target));

    /// <summary>Makes a relative link, or where links cannot be made (Windows without the right to) a copy.</summary>
    /// <param name="blob">The content.</param>
    /// <param name="path">Where it is wanted.</param>
    public void Make(string blob, string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        if (File.Exists(path))
        {
            return;
        }

        // A link to a blob that somebody deleted.
        File.Delete(path);
        try
        {
            link(path, Path.GetRelativePath(folder, blob));
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            string partial = $"{path}.{Environment.ProcessId}.tmp";
            File.Copy(blob, partial, overwrite: true);
            File.Move(partial, path, overwrite: true);
        }
    }
}
