using System.Security.Cryptography;
using System.Text;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class FileHashTests
{
    private const string OfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void A_folder_is_pinned_with_its_empty_files_and_with_what_its_links_point_to()
    {
        using var blobs = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.File("a"), blobs.Write("weights", "abc"));
        File.CreateSymbolicLink(folder.File("b"), blobs.Write("mark", ""));
        File.CreateSymbolicLink(folder.File("c"), "/dev/zero");
        folder.Write(".gitkeep", "");

        string lines = $"{OfNothing}  .gitkeep\n{OfAbc}  a\n{OfNothing}  b\n{OfNothing}  c\n";

        FileHash.Sha256OfFolder(folder.Path).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines))));
    }
}
