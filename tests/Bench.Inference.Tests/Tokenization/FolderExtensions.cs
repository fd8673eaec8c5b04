using Bench.TestKit;

namespace Bench.Inference.Tests;

internal static class FolderExtensions
{
    /// <summary>The folder, with a text file written to it.</summary>
    public static TemporaryFolder With(this TemporaryFolder folder, string name, string content)
    {
        folder.Write(name, content);
        return folder;
    }
}
