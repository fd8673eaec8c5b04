using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class ExplanationPictureTests
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";
    private const int MostBars = 12;
    private static readonly string[] _labels = ["NEGATIVE", "<POSITIVE>"];

    [Fact]
    public void A_snippet_shows_the_text_in_the_colours_of_its_scores_and_escapes_it()
    {
        string html = ExplanationPicture.Snippet(SampleResults.Explanation("i", "<POSITIVE>", "<i>not</i> \"bad\" film & plot"), _labels);

        html.ShouldContain("NEGATIVE 0.250, &lt;POSITIVE&gt; 0.750; explained: &lt;POSITIVE&gt;");
        XElement[] words =
            [.. XDocument.Parse(html).Descendants("span").Where(span => span.Attribute("title") is not null).Skip(1).Take(3)];
        words.Select(word => (word.Value, word.Attribute("style")!.Value, word.Attribute("title")!.Value)).ShouldBe(
        [
            ("<i>not</i>", "background-color:rgb(33,102,172);color:#fff", "1"),
            ("\"bad\"", "background-color:rgb(179,88,6);color:#fff", "-1"),
            ("film", "background-color:rgb(144,179,214);color:#000", "0.5"),
        ]);
        XDocument.Parse(html).Descendants("i").ShouldBeEmpty();
    }

    [Fact]
    public void A_page_loads_nothing_and_runs_its_own_script_only()
    {
        string page = ExplanationPicture.Page([SampleResults.Explanation("i", "P", "a b")], _labels, Attention());

        page.ShouldContain("default-src 'none'");
        page.ShouldContain("script-src 'sha256-");
        Regex.Count(page, "<script").ShouldBe(1);
        page.ShouldNotMatch(@"\son\w+=""");
        page.ShouldNotMatch(@"(src|href)=""(?!#)");
        page.ShouldNotContain("url(");
    }

    [Fact]
    public void The_page_of_several_classes_has_a_row_per_class_with_the_sum_of_its_scores()
    {
        ExplanationRecord first = SampleResults.Explanation("i", "<P>", "<i>a</i> b c");
        ExplanationRecord second = first with
        {
            Target = new RecordedTarget("class", 0, "NEGATIVE"),
            Explanations = [new RecordedExplanation("good", [0, -2, 0.25, 0, 0])],
        };

        XElement page = Parse(ExplanationPicture.Page([first, second], _labels));

        XElement[] tables = [.. page.Descendants("table").Where(table => table.Element("caption") is not null)];
        tables.Select(table => table.Element("caption")!.Value).ShouldBe(["good", "random"]);
        string[][] rows =
            [.. tables[0].Element("tbody")!.Elements("tr").Select(row => row.Elements().Select(cell => cell.Value).ToArray())];
        rows[0].ShouldBe(["<P>", "<POSITIVE> (0.75)", "<P>", "0.500", "[CLS]<i>a</i> b c[SEP]"]);
        rows[1][2..4].ShouldBe(["NEGATIVE", "-1.750"]);
        tables[1].Element("tbody")!.Elements("tr").Count().ShouldBe(1);
        page.Descendants("th").ShouldAllBe(head => head.Attribute("scope") != null);
        page.Descendants("i").ShouldBeEmpty();
    }

    [Fact]
    public void The_page_of_one_class_has_a_row_per_explainer()
    {
        ExplanationRecord record = SampleResults.Explanation("i", "<P>", "<i>a</i> b c");

        XElement table = Parse(ExplanationPicture.Page([record], _labels)).Descendants("table").Last();

        string[][] rows = [.. table.Element("tbody")!.Elements("tr").Select(row => row.Elements().Select(cell => cell.Value).ToArray())];
        rows.Select(row => row[0]).ShouldBe(record.Explanations.Select(explanation => explanation.Name));
        rows[0][1..].ShouldBe(["<P>", "<POSITIVE> (0.75)", "<P>", "0.500", "[CLS]<i>a</i> b c[SEP]"]);
        table.Descendants("th").ShouldAllBe(head => head.Attribute("scope") != null);
    }

    [Fact]
    public void Bars_stand_in_order_of_magnitude_and_the_rest_is_summed()
    {
        double[] scores = [0, .. Enumerable.Range(1, 20).Select(i => i % 2 == 0 ? (double)i : -i), 0];
        ExplanationRecord record = SampleResults.Explanation("i", "P", string.Join(' ', Enumerable.Range(1, 20).Select(i => $"w{i}"))) with
        {
            Explanations = [new RecordedExplanation("good", [.. scores])],
        };

        XElement svg = Parse(ExplanationPicture.Svg([record], _labels, PlotKind.Bar));

        string[] titles = [.. svg.Elements(_svg + "g").Select(bar => bar.Element(_svg + "title")!.Value)];
        titles.Length.ShouldBe(MostBars + 1);
        titles[..3].ShouldBe(["w20: 20", "w19: -19", "w18: 18"]);

        // −1 + 2 − 3 … + 8 = 4.
        titles[^1].ShouldBe("sum of 8 others: 4");
        XElement[] rectangles = [.. svg.Elements(_svg + "g").Select(bar => bar.Element(_svg + "rect")!)];
        Right(rectangles[1]).ShouldBe((double)rectangles[0].Attribute("x")!, 0.02);
        ((double)rectangles[1].Attribute("width")! / (double)rectangles[0].Attribute("width")!).ShouldBe(0.95, 1e-3);
    }

    [Fact]
    public void A_single_bar_more_stands_for_itself()
    {
        double[] scores = [0, .. Enumerable.Range(1, MostBars + 1).Select(i => (double)i), 0];
        ExplanationRecord record =
            SampleResults.Explanation("i", "P", string.Join(' ', Enumerable.Range(1, MostBars + 1).Select(i => $"w{i}"))) with
            {
                Explanations = [new RecordedExplanation("good", [.. scores])],
            };

        XElement svg = Parse(ExplanationPicture.Svg([record], _labels, PlotKind.Bar));

        svg.Elements(_svg + "g").Last().Element(_svg + "title")!.Value.ShouldBe("w1: 1");
    }

    [Fact]
    public void Forces_lie_end_to_end_and_meet_at_their_sum()
    {
        ExplanationRecord record = SampleResults.Explanation("i", "P", "a b c") with
        {
            Explanations = [new RecordedExplanation("good", [0, 3, -1, 2, 0])],
        };

        XElement svg = Parse(ExplanationPicture.Svg([record], _labels, PlotKind.Force));

        svg.Value.ShouldContain("sum 4");
        (string Title, double From, double To)[] arrows =
            [.. svg.Elements(_svg + "g").Where(arrow => arrow.Element(_svg + "path")?.Attribute("d")!.Value.EndsWith('Z') == true)
                .Select(arrow =>
            {
                double[] x =
                    [.. arrow.Element(_svg + "path")!.Attribute("d")!.Value.Split('M', 'L', ' ', 'Z').Where(part => part.Contains(','))
                        .Select(part => double.Parse(part.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture))];
                return (arrow.Element(_svg + "title")!.Value, x.Min(), x.Max());
            })];
        arrows.Select(arrow => arrow.Title).ShouldBe(["a: 3", "c: 2", "b: -1"]);

        // c, then a, then b, the sum between a and b.
        arrows[1].To.ShouldBe(arrows[0].From, 0.02);
        arrows[0].To.ShouldBe(arrows[2].From, 0.02);
        ((arrows[0].To - arrows[0].From) / (arrows[2].To - arrows[2].From)).ShouldBe(3, 0.01);
    }

    [Theory]
    [InlineData(4.5, "not explained: 0.5")]
    [InlineData(3.5, "not explained: -0.5")]
    [InlineData(4, null)]
    public void A_force_plot_shows_what_the_scores_miss_and_what_they_overshoot(double output, string? title)
    {
        ExplanationRecord record = SampleResults.Explanation("i", "P", "a b c") with
        {
            Explanations =
            [
                new RecordedExplanation("good", [0, 3, -1, 2, 0])
                {
                    Diagnostics = ImmutableSortedDictionary<string, double>.Empty.Add(DiagnosticNames.CompletenessGap, 0)
                        .Add(DiagnosticNames.BaselineValue, 0).Add(DiagnosticNames.InputValue, output),
                },
            ],
        };

        Parse(ExplanationPicture.Svg([record], _labels, PlotKind.Force)).Descendants(_svg + "title").Select(found => found.Value)
            .Where(found => found.StartsWith("not explained", StringComparison.Ordinal)).ShouldBe(title is null ? [] : [title]);
    }

    [Theory]
    [InlineData(PlotKind.Heat)]
    [InlineData(PlotKind.Bar)]
    [InlineData(PlotKind.Force)]
    public void Pictures_of_nothing_and_of_hostile_texts_are_well_formed(PlotKind kind)
    {
        ExplanationRecord zeros = SampleResults.Explanation("i", "P", "a b c") with
        {
            Explanations = [new RecordedExplanation("<&\u0001\u202E>", [0, 0, 0, 0, 0])],
        };
        ExplanationRecord hostile = SampleResults.Explanation("i", "<P>", "]]> --> \u202E 👩‍👩‍👧 <script>");

        string svg = ExplanationPicture.Svg([zeros, hostile], _labels, kind);

        Parse(svg).Descendants(_svg + "script").ShouldBeEmpty();
        svg.ShouldNotContain("NaN");
        svg.ShouldNotContain('\u202E');
        Export.Under("de-DE", () => ExplanationPicture.Svg([zeros, hostile], _labels, kind)).ShouldBe(svg);
        Export.Under("ar-SA", () => ExplanationPicture.Page([zeros, hostile], _labels, Attention()))
            .ShouldBe(ExplanationPicture.Page([zeros, hostile], _labels, Attention()));
    }

    [Fact]
    public void A_picture_is_well_formed_and_breaks_lines()
    {
        string text = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"<w{i}>")) + " \u0001\u202E 👩‍👩‍👧";

        XElement svg = XDocument.Parse(ExplanationPicture.Svg([SampleResults.Explanation("i", "P", text)], _labels)).Root!;

        XNamespace names = "http://www.w3.org/2000/svg";
        XElement[] boxes = [.. svg.Elements(names + "g").Select(group => group.Element(names + "rect")!)];
        boxes.Length.ShouldBe(2 * (60 + 2 + 2));
        boxes.ShouldAllBe(box => (double)box.Attribute("x")! + (double)box.Attribute("width")! <= 860);
        boxes.Take(64).Select(box => (double)box.Attribute("y")!).Distinct().Count().ShouldBeGreaterThan(2);
        svg.Value.ShouldContain("<w0>");
        svg.Value.ShouldNotContain('\u202E');
    }

    [Fact]
    public void Characters_that_tokens_share_are_shown_once()
    {
        ExplanationRecord record = SampleResults.Explanation("i", "P", "so 👩‍👩‍👧 nice") with
        {
            Tokens =
            [
                new(0, "[CLS]", 0, 0, true, 0, 0), new(0, "so", 0, 2, false, 0, 0), new(0, "x1", 3, 11, false, 0, 0),
                new(0, "x2", 3, 11, false, 0, 0),
                new(0, "nice", 12, 16, false, 0, 0),
            ],
        };

        ShownToken.Of(record).Select(token => (token.Gap, token.Text, token.IsChip)).ShouldBe(
            [("", "[CLS]", true), ("", "so", false), (" ", "👩‍👩‍👧", false), ("", "👩‍👩‍👧 2/2", true), (" ", "nice", false)]);
    }

    private static AttentionViews Attention() => AttentionViews.Of(
        ["[CLS]", "<a>", "[SEP]"], new Tensor(Enumerable.Range(0, 2 * 2 * 9).Select(i => i / 36f).ToArray(), new Shape(2, 2, 3, 3)));

    private static XElement Parse(string markup)
    {
        // A page's script and style are no XML, and its metadata has no end tags.
        string body = markup.Contains("<main", StringComparison.Ordinal)
            ? Regex.Match(markup, "<main.*</main>", RegexOptions.Singleline).Value
            : markup;
        return XDocument.Parse(body, LoadOptions.PreserveWhitespace).Root!;
    }

    private static double Right(XElement rectangle) => (double)rectangle.Attribute("x")! + (double)rectangle.Attribute("width")!;
}
