using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Length and time of change of files that were hashed or mapped into memory. Nothing keeps others from writing them meanwhile, and then
/// numbers would be of another content than the one that is recorded.
/// </summary>
public sealed class FileStates
{
    private readonly ImmutableArray<(string Path, State State)> _files;

    private FileStates(ImmutableArray<(string Path, State State)> files) => _files = files;

    /// <summary>No files.</summary>
    public static FileStates None { get; } = new([]);

    /// <summary>The state of files now; to be taken before they are read. Links count as what they point to.</summary>
    /// <param name="paths">The files.</param>
    public static FileStates Of(IEnumerable<string> paths) => new([.. paths.Select(path => (path, State.Of(path)))]);

    /// <summary>Those of the files that are meant.</summary>
    /// <param name="isMeant">Says it of a file's path.</param>
    public FileStates Where(Func<string, bool> isMeant) => new([.. _files.Where(file => isMeant(file.Path))]);

    /// <summary>Refuses files that are no longer what they were.</summary>
    /// <exception cref="BenchException">One was changed, replaced or removed.</exception>
    public void RequireUnchanged()
    {
        foreach ((string path, State state) in _files)
        {
            if (State.Of(path) != state)
            {
                throw Changed(path);
            }
        }
    }

    /// <summary>The message of a file that changed while it was used.</summary>
    /// <param name="path">The file, or where its content is named.</param>
    internal static BenchException Changed(string path) => new(
        "It was changed while it is used, so that numbers would be of two contents", path,
        "Leave datasets and models as they are while a run lasts; run the command again, and it begins another run with what is there now");

    private readonly record struct State(long Length, DateTime Written)
    {
        public static State Of(string path)
        {
            try
            {
                FileInfo file = File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
                return file.Exists ? new State(file.Length, file.LastWriteTimeUtc) : default;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return default;
            }
        }
    }
}
