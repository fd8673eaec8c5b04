using Bench.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bench.Cli.Tests;

/// <summary>Source that fits a screen: lines of a readable width, files of one concept.</summary>
public sealed class SourceShapeTests
{
    private const int LongestLine = 140;
    private const int LongestFile = 245;

    public static TheoryData<string> Projects => [.. new[] { "src", "tests" }
        .SelectMany(top => Directory.EnumerateDirectories(Path.Combine(Repository.Root, top)))
        .Select(path => Path.GetRelativePath(Repository.Root, path))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Lines_are_no_longer_than_the_editors_configuration_says(string project) =>
        Files(project).SelectMany(LongLines).ShouldBeEmpty();

    [Fact]
    public void A_long_line_is_found_unless_one_text_makes_it_long()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "File.cs");
        File.WriteAllText(path, $$""""
            // {{new string('c', LongestLine)}}
            const string Text = "{{new string('t', LongestLine)}}";
            const string Lines = """
                {{new string('l', LongestLine)}}
                """;
            int {{new string('n', LongestLine)}} = 1;
            """");

        LongLines(path).Select(found => found[^1]).ShouldBe(['1', '6']);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Files_of_the_product_hold_one_concept(string project) =>
        Files(project)
            .Where(_ => project.StartsWith("src", StringComparison.Ordinal))
            .Select(path => (Path: Name(path), Lines: File.ReadLines(path).Count()))
            .Where(file => file.Lines > LongestFile)
            .ShouldBeEmpty();

    // Lines whose last allowed column does not lie in a text, which is as long as it is.
    private static IEnumerable<string> LongLines(string path)
    {
        string text = File.ReadAllText(path);
        if (!text.Split('\n').Any(line => line.Length > LongestLine))
        {
            yield break;
        }

        SyntaxNode root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();
        foreach (TextLine line in root.GetText().Lines.Where(line => line.Span.Length > LongestLine))
        {
            int column = line.Start + LongestLine - 1;
            SyntaxToken reached = root.FindToken(column);
            bool isText = (reached.Span.Contains(column) && reached.Kind().ToString().Contains("String", StringComparison.Ordinal))
                || reached.Parent!.AncestorsAndSelf().Any(node => node is InterpolatedStringExpressionSyntax);
            if (!isText)
            {
                yield return $"{Name(path)}:{line.LineNumber + 1}";
            }
        }
    }

    private static IEnumerable<string> Files(string project) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    private static string Name(string path) => Path.GetRelativePath(Repository.Root, path);
}
