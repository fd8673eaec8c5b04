using Bench.TestKit;

namespace Bench.Abstractions.Tests;

public sealed class InputFileTests
{
    [Fact]
    public void Only_ordinary_files_that_hold_something_are_opened()
    {
        using var folder = new TemporaryFolder();

        Refused(folder.Path, "This is a folder");
        Refused(Path.Combine(folder.Path, "none"), "no such file");
        Refused(folder.Write("empty", ""), "empty");
        Refused("/dev/zero", "a pipe or a device");
        Refused(folder.File("a\0b"), "the character 0");
        Refused(folder.Write("large", "12345"), "5 bytes, at most 4");
    }

    [Fact]
    public void A_link_is_what_it_points_to()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.File("zero"), "/dev/zero");
        File.CreateSymbolicLink(folder.File("to-large"), folder.Write("large", "12345"));
        File.CreateSymbolicLink(folder.File("to-text"), folder.Write("text", "1234"));
        File.CreateSymbolicLink(folder.File("itself"), folder.File("itself"));

        Refused(folder.File("zero"), "a pipe or a device");
        Refused(folder.File("to-large"), "5 bytes, at most 4");
        Refused(folder.File("itself"), "no such file", "cannot be read");
        InputFile.Bytes(folder.File("to-text"), 4).ShouldBe("1234"u8.ToArray());
    }

    [Fact]
    public void What_is_not_too_large_is_read_whole()
    {
        using var folder = new TemporaryFolder();

        InputFile.Bytes(folder.Write("text", "1234"), 4).ShouldBe("1234"u8.ToArray());
    }

    private static void Refused(string path, params string[] expected)
    {
        BenchException error = Should.Throw<BenchException>(() => InputFile.Open(path, 4).Dispose());

        error.Where.ShouldBe(path);
        error.Remedy.ShouldNotBeNullOrEmpty();
        expected.ShouldContain(part => error.Problem.Contains(part));
    }
}
