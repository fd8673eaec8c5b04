using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class TemplateEscapingTests
{
    // What templates write raw: markup and JSON that were made safe where they were made, which other tests hold them to.
    private static readonly HashSet<string> _raw = ["Svg", "Data", "Style", "Script", "Policy"];

    [Fact]
    public void A_hostile_text_in_every_field_of_the_page_becomes_itself_and_nothing_more()
    {
        string hostile = Render(Page(HostileText.Text));
        string harmless = Render(Page("x"));

        // Nothing but the text itself differs: no field is written but through the one writer, and no part of the page reacts to it.
        hostile.Replace(MarkupWriter.Escape(HostileText.Text), "x", StringComparison.Ordinal).ShouldBe(harmless);
        harmless.Split(">x<").Length.ShouldBeGreaterThan(40);
        MarkupWriter.Escape(HostileText.Text).ShouldNotContain('<');
        MarkupWriter.Escape(HostileText.Text).ShouldNotContain('"');
        MarkupWriter.Escape(HostileText.Text).ShouldNotContain('\'');
        MarkupWriter.Escape(HostileText.Text).ShouldNotMatch("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\u202A-\u202E\u2066-\u2069\u2028\uFEFF]");
    }

    [Fact]
    public void Every_template_that_is_shipped_takes_part()
    {
        string page = Render(Page("x"));

        foreach (string part in HtmlTemplates.FileNames.Where(name => name.EndsWith(".sbn", StringComparison.Ordinal)))
        {
            string template = new TemplateFolder(null).Read(part);
            page.ShouldContain(template[..template.IndexOf("{{", StringComparison.Ordinal)]);
        }
    }

    [Theory]
    [InlineData("{{ suite }}")]
    [InlineData("{{ '' + suite }}")]
    [InlineData("{{ $\"{suite}\" }}")]
    [InlineData("{{ suite | string.append '' }}")]
    [InlineData("{{ suite + ('' | raw) }}")]
    [InlineData("{{ (suite | raw) + '' }}")]
    [InlineData("{{ [suite] }}")]
    [InlineData("{{ [suite | raw] }}")]
    [InlineData("{{ {a: suite} }}")]
    [InlineData("{{ rows[0] }}")]
    [InlineData("{{ [suite] | array.join ',' }}")]
    [InlineData("{{ capture x }}{{ suite }}{{ end }}{{ x }}")]
    [InlineData("{{ func f(x) }}{{ x }}{{ end }}{{ f suite }}")]
    [InlineData("{{ func f(x); ret x; end; f suite }}")]
    [InlineData("{{ func f }}{{ $$ }}{{ end }}{{ wrap f }}{{ suite }}{{ end }}")]
    [InlineData("{{ with rows[0] }}{{ name }}{{ end }}")]
    [InlineData("{{ import rows[0]; name }}")]
    [InlineData("{{ ret suite }}")]
    [InlineData("{{ suite = suite; suite }}")]
    [InlineData("{{ include 'part' suite }}")]
    public void No_expression_writes_a_value_unescaped(string template)
    {
        using var folder = new TempTemplates();
        folder.Write("report.sbn", template);
        folder.Write("part.sbn", "{{ $1 }}");

        string page = Render(Page("<b>"), folder.Path);

        page.ShouldNotContain('<');
        page.ShouldContain("lt;b");
    }

    [Fact]
    public void Raw_writes_as_it_is() => Render("{{ suite | raw }}{{ raw rows[0].name }}").ShouldBe("<b><b>");

    [Fact]
    public void Braces_in_a_value_are_text() => Render("{{ suite }}", "{{ 7 * 191 }}").ShouldBe("{{ 7 * 191 }}");

    private static string Render(string template, string text = "<b>")
    {
        using var folder = new TempTemplates();
        folder.Write("report.sbn", template);
        return Render(Page(text), folder.Path);
    }

    private static string Render(ReportPage page, string? folder = null)
    {
        using var writer = new StringWriter();
        (folder is null ? HtmlTemplates.BuiltIn : HtmlTemplates.From(folder)).Render(page, writer);
        return writer.ToString();
    }

    private static ReportPage Page(string text)
    {
        ResultSet results = SampleResults.WithSeeds();
        ReportPage page = ReportPage.Of(results, PageData.Of(results));
        return HostileText.Fill(page with { OtherMetrics = page.Metrics, OtherRows = page.Rows }, text, _raw);
    }
}
