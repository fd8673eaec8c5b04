using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>The README says what the code does.</summary>
public sealed class ReadmeTests
{
    private static readonly string[] _readme = File.ReadAllLines(Path.Combine(Repository.Root, "README.md"));

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
    public void Every_option_it_names_exists()
    {
        foreach (string line in _readme.Where(line => line.StartsWith("- `", StringComparison.Ordinal) && line.Contains("--", StringComparison.Ordinal)))
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
