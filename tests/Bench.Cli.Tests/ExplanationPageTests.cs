using System.Net;
using System.Text.RegularExpressions;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>The page of an explanation and the terminal say the same.</summary>
public sealed partial class ExplanationPageTests
{
    // Truncated, unknown tokens, too few samples, a ranking that is not settled, attention on special tokens, a repeated estimate, all
    // targets or one.
    [Theory]
    [InlineData("all")]
    [InlineData("joy")]
    public void What_the_terminal_says_stands_on_the_page_and_the_reverse(string target)
    {
        using var folder = new TemporaryFolder();
        string page = folder.File("page.html"), text = folder.File("text.txt");
        File.WriteAllText(text, string.Concat(Enumerable.Repeat("so happy and 漢 <afraid> ", 500)));

        BenchProcess.Outcome outcome = BenchProcess.Run(
            "explain", "--model", "emotion-bert-mini", "--text-file", text, "--truncate", "--target", target, "--explainer", "attention",
            "--explainer", "gradient",
            "--explainer", "lime:samples=12", "--explainer", "shapley-sampling:budget=260", "--seeds", "2", "--html", page);

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        string shown = Plain(File.ReadAllText(page));
        string[] said = [.. outcome.Output.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !Table().IsMatch(line))
            .Select(line => Name().Replace(line, "")).SelectMany(line => line.Split("; ")).Select(part => Name().Replace(part, ""))];
        said.ShouldContain(part => part.EndsWith("tokens cut off: the model did not read them"));
        said.ShouldContain(part => part.StartsWith("! 12 samples for"));
        said.Where(part => part.Length > 0 && !Outputs().IsMatch(part) && !shown.Contains(part)).ShouldBeEmpty();

        string terminal = outcome.Output;
        Items().Matches(File.ReadAllText(page)).Select(item => Plain(item.Groups[1].Value)).Where(item => !terminal.Contains(item))
            .ShouldBeEmpty();
    }

    private static string Plain(string html) => WebUtility.HtmlDecode(Tag().Replace(Script().Replace(html, ""), ""));

    [GeneratedRegex("^[│┌├└]")]
    private static partial Regex Table();

    // What a line is about stands beside it on the page, in a heading or a cell of its own.
    [GeneratedRegex(
        "^(Explained|Trust|trust|options|Model|Task|Labels|Units|Seed|Computed "
            + "by|attention|gradient|lime:samples=12|shapley-sampling:budget=260): ")]
    private static partial Regex Name();

    // The outputs in a line, which the page has as a table.
    [GeneratedRegex(@"\(logit -?\d")]
    private static partial Regex Outputs();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<(script|style).*?</(script|style)>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<li class=\"(?:warning|fine)\">(.*?)</li>")]
    private static partial Regex Items();
}
