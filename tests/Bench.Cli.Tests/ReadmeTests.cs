using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>The README says what the code does.</summary>
public sealed class ReadmeTests
{
    private static readonly string[] _readme = File.ReadAllLines(Path.Combine(Repository.Root, "README.md"));
    private static readonly string[] _commands = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "commands.md"));

    [Fact]
    public void It_is_short_and_its_first_screen_has_a_command_a_table_and_a_picture()
    {
        _readme.Length.ShouldBeLessThan(200);
        string begin = string.Join('\n', _readme.Take(45));
        begin.ShouldContain("./run-bench.sh ");
        begin.ShouldContain("| explainer |");
        string picture = begin[begin.IndexOf("![", StringComparison.Ordinal)..].Split('(', ')')[1];
        File.Exists(Path.Combine(Repository.Root, picture)).ShouldBeTrue(picture);
    }

    [Fact]
    public void Every_page_stands_in_the_index()
    {
        string index = File.ReadAllText(Path.Combine(Repository.Root, "docs", "README.md"));

        Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(page => Path.GetFileName(page))
            .Where(page => page != "README.md")
            .ShouldAllBe(page => index.Contains($"({page})", StringComparison.Ordinal));
    }

    [Fact]
    public void Its_table_is_the_reference_result()
    {
        int start = Array.FindIndex(_readme, line => line.StartsWith("<!-- table: ", StringComparison.Ordinal));
        string source = _readme[start].Split(' ')[2];
        string[] summary = File.ReadAllLines(Path.Combine(Repository.Root, source));

        Table(_readme[start..]).ShouldBe(Table(summary), $"Copy the table of {source}");
        _readme[start + 1].ShouldBe(summary[2]);
    }

    [Theory]
    [InlineData("explainers")]
    [InlineData("metrics")]
    [InlineData("datasets")]
    [InlineData("suites")]
    [InlineData("models")]
    public void Its_lists_work(string kind) => BenchProcess.Run("list", kind).ExitCode.ShouldBe(0);

    [Fact]
    public void Every_option_that_is_documented_exists()
    {
        string[] documented = [.. _commands.Where(line =>
            line.StartsWith("- `", StringComparison.Ordinal) && line.Contains("--", StringComparison.Ordinal))];
        documented.ShouldNotBeEmpty();
        foreach (string line in documented)
        {
            string[] words = line.Split(' ', '[', ']', '`', '(', ')');
            string command = words.First(word => word.Length > 0 && char.IsLetter(word[0]));
            string help = BenchProcess.Run(command, "--help").Output;
            foreach (string option in words.Where(word => word.StartsWith("--", StringComparison.Ordinal)))
            {
                (command == "list" ? BenchProcess.Run("list", "models", "--help").Output : help).ShouldContain(option, customMessage: line);
            }
        }
    }

    private static IEnumerable<string> Table(string[] lines) => lines
        .SkipWhile(line => !line.StartsWith("| explainer", StringComparison.Ordinal))
        .TakeWhile(line => line.StartsWith('|'));
}
