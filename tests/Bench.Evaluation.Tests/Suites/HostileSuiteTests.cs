using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class HostileSuiteTests
{
    [Theory]
    [InlineData("a: &a [*a]\nb: *a", "'&a' gives a part of the file a name")]
    [InlineData("&x name: y", "'&x' gives")]
    [InlineData("name: *nobody", "'*nobody' stands for another part of the file")]
    [InlineData("name: \"unclosed", "Malformed YAML")]
    [InlineData("a:\n\t- b", "Malformed YAML")]
    [InlineData("- a", "not one YAML mapping")]
    [InlineData("? [a]\n: b", "not a plain word")]
    [InlineData("name: a\nversion: 1\ndataset: {format: csv, path: \"a\\0b\"}\nmodels: [m]", "the character 0")]
    [InlineData("name: a\nversion: 1\ndataset: {format: csv, path: a}\nmodels: [\"m\\0\"]", "the character 0")]
    [InlineData("name: a\nversion: 1\ndataset: {format: csv, path: a}\nmodels: [{path: \"m\\0\"}]", "the character 0")]
    public void What_is_no_suite_is_refused_with_its_place(string yaml, string expected) => Refused(yaml, expected);

    [Fact]
    public void Deep_nesting_is_refused_before_it_is_built()
    {
        Refused(new string('[', 100_000), "more than 16 levels deep");
        Refused(string.Concat(Enumerable.Range(0, 3_000).Select(i => $"{new string(' ', i)}a:\n")), "more than 16 levels deep");
    }

    [Fact]
    public void Endless_lists_are_refused() =>
        Refused($"a: [{string.Join(',', Enumerable.Repeat("b", 200_000))}]", "more than 100000 parts");

    [Fact]
    public void Only_ordinary_files_are_read()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<BenchException>(() => SuiteFile.Read("/dev/zero")).Message.ShouldContain("a pipe or a device");
        Should.Throw<BenchException>(() => SuiteFile.Read(folder.Write("empty.yaml", ""))).Message.ShouldContain("The file is empty");
    }

    private static void Refused(string yaml, string expected)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("suite.yaml", yaml);

        BenchException error = Should.Throw<BenchException>(() => SuiteFile.Read(file));

        error.Message.ShouldContain(expected);
        error.Where.ShouldNotBeNull().ShouldStartWith(file);
        error.Remedy.ShouldNotBeNullOrEmpty();
    }
}
