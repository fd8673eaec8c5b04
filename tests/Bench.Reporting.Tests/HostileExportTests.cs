using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Bench.Evaluation;
using CsvHelper;

namespace Bench.Reporting.Tests;

/// <summary>Whatever the names, labels, texts and options of a run are, no export does what they say.</summary>
public sealed partial class HostileExportTests
{
    private static readonly string[] _labels = [HostileText.Text + "NEGATIVE", HostileText.Text + "POSITIVE"];

    [Fact]
    public void The_run_is_hostile_in_every_text_that_it_holds()
    {
        string json = HostileResults.Of(HostileText.Text).Run.ToJson();

        Leaves(JsonDocument.Parse(json).RootElement, "").Where(leaf => !leaf.Value.Contains("alert(1)", StringComparison.Ordinal))
            .Select(leaf => leaf.Path).Distinct()
            .ShouldBe(
                [
                    "model/activation", "target", "quantity", "started", "explainers/descriptor/id", "explainers/descriptor/needs",
                    "metrics/descriptor/id",
                    "metrics/descriptor/direction", "protocol/plausibility", "protocol/constant_explanations",
                ],
                ignoreOrder: true,
                "A text from outside that is not tried here: give it to HostileResults");
    }

    [Fact]
    public void Markdown_keeps_its_tables_and_paragraphs()
    {
        string hostile = Skeleton(Export.Write(new MarkdownSummary(), HostileResults.Of(HostileText.Text)));

        hostile.ShouldBe(Skeleton(Export.Write(new MarkdownSummary(), HostileResults.Of("x"))));
        hostile.Count(c => c == '|').ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Latex_keeps_its_cells_and_runs_no_command()
    {
        string hostile = LatexSkeleton(Export.Write(new LatexTable(), HostileResults.Of(HostileText.Text)));

        hostile.ShouldBe(LatexSkeleton(Export.Write(new LatexTable(), HostileResults.Of("x"))));
        hostile.ShouldContain(@"\textbf{\boldmath$$}\textsuperscript{}&");
    }

    [Fact]
    public void The_page_has_no_element_and_no_attribute_more()
    {
        string hostile = Export.Write(new HtmlReport(), HostileResults.Of(HostileText.Text));
        string harmless = Export.Write(new HtmlReport(), HostileResults.Of("x"));

        Tags(hostile).Distinct().Order().ShouldBe(Tags(harmless).Distinct().Order());
        Tags(hostile).Count(tag => tag.StartsWith("script", StringComparison.Ordinal)).ShouldBe(2);
        NoControls(hostile);
    }

    [Theory]
    [InlineData(PlotKind.Heat)]
    [InlineData(PlotKind.Bar)]
    [InlineData(PlotKind.Force)]
    public void Drawings_hold_it_as_text(PlotKind kind)
    {
        string svg = ExplanationPicture.Svg([Record(HostileText.Text)], _labels, kind);

        XDocument drawing = XDocument.Parse(svg, LoadOptions.PreserveWhitespace);
        drawing.DescendantNodes().Select(node => node.NodeType).Distinct()
            .ShouldBe([XmlNodeType.Element, XmlNodeType.Text], ignoreOrder: true);
        Tags(svg).Distinct().Order()
            .ShouldBe(Tags(ExplanationPicture.Svg([Record("x")], ["xNEGATIVE", "xPOSITIVE"], kind)).Distinct().Order());
        NoControls(svg);
    }

    [Fact]
    public void So_do_the_page_of_an_explanation_and_its_snippet()
    {
        foreach (Func<string, string[], string> make in (Func<string, string[], string>[])
            [(text, labels) => ExplanationPicture.Page([Record(text)], labels),
                (text, labels) => ExplanationPicture.Snippet(Record(text), labels)])
        {
            string hostile = make(HostileText.Text, _labels);

            Tags(hostile).Distinct().Order().ShouldBe(Tags(make("x", ["xNEGATIVE", "xPOSITIVE"])).Distinct().Order());
            NoControls(hostile);
        }
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("csv-wide")]
    public void Tables_have_the_columns_and_rows_that_they_should(string format)
    {
        string text = Export.Write(Export.Form(format), HostileResults.Of(HostileText.Text));
        using CsvReader csv = RunTable.Read(new StringReader(text));
        int rows = 0;
        for (; csv.Read(); rows++)
        {
            csv.FieldCount.ShouldBe(csv.Headers.Count);
            csv.GetString("explainer").ShouldBeOneOf(HostileText.Text + "good", HostileText.Text + "random");
        }

        rows.ShouldBe(format == "csv" ? 80 : 40);
    }

    [Fact]
    public void Json_is_json()
    {
        JsonElement report = JsonDocument.Parse(Export.Write(new JsonReport(), HostileResults.Of(HostileText.Text))).RootElement;

        Leaves(report, "").Select(leaf => leaf.Value).ShouldContain(HostileText.Text + "good");
    }

    [Fact]
    public void The_terminal_is_not_controlled()
    {
        string text = Export.Write(new TerminalReport(), HostileResults.Of(HostileText.Text));

        text.ShouldContain("alert(1)");
        NoControls(text);
    }

    private static ExplanationRecord Record(string text) =>
        HostileResults.Explanation(SampleResults.Explanation("i1", "POSITIVE", "not a bad film"), name => text + name);

    private static void NoControls(string text) =>
        text.ShouldNotMatch("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\u202A-\u202E\u2066-\u2069\u2028\uFEFF]");

    // What Markdown could act upon, without what a backslash made text.
    private static string Skeleton(string markdown) => NotActive().Replace(Escaped().Replace(markdown, ""), "");

    // What LaTeX could act upon, without the commands that print one character.
    // What stands behind % is for people: LaTeX reads none of it, as long as it stays on its line.
    private static string LatexSkeleton(string latex) => NotLatex().Replace(
        LatexCharacter().Replace(
            string.Join('\n', latex.Split('\n').Select(line => line.StartsWith("% -", StringComparison.Ordinal) ? "%" : line)), ""), "");

    // Names of elements with the names of their attributes; values are in double quotes.
    private static IEnumerable<string> Tags(string markup) => Tag().Matches(Scripts().Replace(markup, "$1$2")).Select(tag =>
        $"{tag.Groups[1].Value}: "
            + $"{string.Join(' ', Attribute().Matches(tag.Groups[2].Value).Select(attribute => attribute.Groups[1].Value))}");

    private static IEnumerable<(string Path, string Value)> Leaves(JsonElement json, string path) => json.ValueKind switch
    {
        JsonValueKind.Object =>
            json.EnumerateObject().SelectMany(member => Leaves(member.Value, path.Length == 0 ? member.Name : $"{path}/{member.Name}")),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(item => Leaves(item, path)).Distinct(),
        JsonValueKind.String => [(path, json.GetString()!)],
        _ => [],
    };

    [GeneratedRegex(@"\\.")]
    private static partial Regex Escaped();

    [GeneratedRegex(@"[^\\`*_{}\[\]<>#|&!~$\n]")]
    private static partial Regex NotActive();

    [GeneratedRegex(@"\\[&%$#_{}]|\\text(backslash|asciitilde|asciicircum|asciigrave|less|greater|bar)\{\}|\{[\[\]*]?\}")]
    private static partial Regex LatexCharacter();

    [GeneratedRegex(@"(?<!\\[a-zA-Z]*)[a-zA-Z]|[^a-zA-Z\\&$%#_{}~^\n]")]
    private static partial Regex NotLatex();

    [GeneratedRegex("<([a-zA-Z!/?][^\\s/>]*)((?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>")]
    private static partial Regex Tag();

    [GeneratedRegex("([^\\s\"'=/]+)(?:=(?:\"[^\"]*\"|'[^']*'|[^\\s>]+))?")]
    private static partial Regex Attribute();

    [GeneratedRegex("(<(?:script|style)[^>]*>).*?(</(?:script|style)>)", RegexOptions.Singleline)]
    private static partial Regex Scripts();
}
