using System.Buffers.Binary;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Recognizes our databases by the first 100 bytes of the file (SQLite's file format, section 1.3), before SQLite opens it: a file of
/// somebody else, or of another version of Bench, is refused as it is.
/// </summary>
internal static class StoreHeader
{
    /// <summary><c>application_id</c> of our databases: "BNCH".</summary>
    public const int ApplicationId = 0x424E4348;

    /// <summary>Version of the tables and of what is in them, raised whenever they change.</summary>
    public const int Version = 3;

    private const int Length = 100;
    private const int VersionPlace = 60;
    private const int ApplicationPlace = 68;
    private const int LastUnmarkedVersion = 2;

    /// <summary>Refuses a file that is not a database of this version.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BenchException">It is damaged, foreign, older or newer, or cannot be read.</exception>
    public static void Require(string path)
    {
        Span<byte> header = stackalloc byte[Length];
        try
        {
            InputFile.Require(path, InputFile.Unlimited);
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.ReadAtLeast(header, Length, throwOnEndOfStream: false) < Length || !header.StartsWith("SQLite format 3\0"u8))
            {
                throw Damaged("the file does not begin as an SQLite database", path);
            }
        }
        catch (BenchException exception) when (File.Exists(path) && new FileInfo(path).Length == 0)
        {
            throw Damaged("the file is empty, or it is a pipe or a device", path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BenchException(
                $"The run's store cannot be read: {exception.Message.TrimEnd('.')}", path, "Check its permissions", exception);
        }

        int application = BinaryPrimitives.ReadInt32BigEndian(header[ApplicationPlace..]);
        int version = BinaryPrimitives.ReadInt32BigEndian(header[VersionPlace..]);
        if (application != ApplicationId)
        {
            throw application == 0 && version is > 0 and <= LastUnmarkedVersion
                ? Other($"an earlier version of Bench (store version {version}, this is {Version})", path)
                : new BenchException(
                    "The file is an SQLite database, but no store of Bench; it was left as it is",
                    path,
                    "Move it away, or choose another folder with --out");
        }

        if (version != Version)
        {
            throw Other(
                $"{(version > Version ? "a newer" : "an earlier")} version of Bench (store version {version}, this is {Version})", path);
        }
    }

    /// <summary>What to say of a store whose content is not what was written.</summary>
    /// <param name="what">What was found, where inside the file.</param>
    /// <param name="path">The file.</param>
    /// <param name="inner">The exception that revealed it.</param>
    public static BenchException Damaged(string what, string path, Exception? inner = null) => new(
        $"The run's store is damaged: {what}",
        path,
        "Compute the run anew with --again, which leaves this one as it is, or restore the file from a copy",
        inner);

    private static BenchException Other(string version, string path) => new(
        $"The run's store was written by {version}; it was left as it is",
        path,
        "Use that version, or compute the run anew in another folder (--out, --again)");
}
