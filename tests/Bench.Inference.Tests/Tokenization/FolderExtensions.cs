using System.Text;
using Bench.TestKit;

namespace Bench.Inference.Tests;

internal static class FolderExtensions
{
    /// <summary>The folder, with a text file written to it.</summary>
    public static TemporaryFolder With(this TemporaryFolder folder, string name, string content)
    {
        folder.Write(name, Encoding.UTF8.GetBytes(content));
        return folder;
    }
}
