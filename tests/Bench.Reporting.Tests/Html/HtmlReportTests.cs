using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Bench.Abstractions;

namespace Bench.Reporting.Tests;

public sealed class HtmlReportTests
{
    [Fact]
    public void The_policy_allows_the_page_s_own_script_and_style_and_nothing_else()
    {
        string page = Export.Write(new HtmlReport());
        string policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;

        policy.ShouldStartWith("default-src 'none'; ");
        policy.ShouldContain($"script-src '{Hash(Regex.Match(page, "<script>(.*)</script>", RegexOptions.Singleline).Groups[1].Value)}'");
        policy.ShouldContain($"style-src '{Hash(Regex.Match(page, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value)}'");
        policy.ShouldNotContain("unsafe");
        page.ShouldNotMatch(@"\sstyle=");
        page.ShouldNotMatch(@"\son\w+=""");
        page.ShouldNotMatch(@"(src|href)=""(?!#)");
    }

    [Fact]
    public void Says_what_the_other_reports_say()
    {
        string page = Export.Write(new HtmlReport());

        page.ShouldContain("<h1>sample <span class=\"on\">on</span> toy</h1>");
        page.ShouldContain("<li>By faithfulness: good (110 rows an explanation).</li>");
        page.ShouldContain("<span class=\"sure\">shown</span> Faithfulness: good is best on first.");
        page.ShouldContain("random 2 of 20 (10.0 %) [0.234, 0.334].</p>");
        page.ShouldContain("<td data-value=\"0.82\" class=\"best\"><span class=\"mean\">0.820</span><sup class=\"letters\">a</sup>");
        page.ShouldContain("<dt>Started</dt><dd>2026-01-02 03:04:05 UTC</dd>");
        page.ShouldContain("<dt>Rows saved</dt><dd>9,000 forward (75 %)</dd>");
    }

    [Fact]
    public void Text_of_strangers_is_escaped()
    {
        string page = Export.Write(new HtmlReport(), SampleResults.Create("<img src=x onerror=alert(1)>"));

        page.ShouldNotContain("<img");
        page.ShouldContain("\\u003cimg src=x");
    }

    [Fact]
    public void Templates_of_a_user_replace_ours_one_by_one_and_the_policy_follows()
    {
        using var folder = new TempTemplates();
        folder.Write("summary.sbn",
            "<section><p class='mine'>{{ suite }} &amp; {{ for finding in findings }}[{{ finding.sentence }}]{{ end }}</p></section>");
        folder.Write("report.css", "body { color: red }\r\n");

        string page = Export.Write(new HtmlReport(HtmlTemplates.From(folder.Path)));

        page.ShouldContain("<p class='mine'>sample &amp; [Faithfulness: good is best");
        page.ShouldContain($"<style>{PageColours.Style}{PageFile.Read("drawing.css")}body {{ color: red }}\n</style>");
        page.ShouldContain($"style-src '{Hash(PageColours.Style + PageFile.Read("drawing.css") + "body { color: red }\n")}'");
        page.ShouldContain("<table id=\"table\">");
    }

    [Theory]
    [InlineData("summary.sbn", "{{ for row in rows }}", "1:20")]
    [InlineData("summary.sbn", "\n  {{ no_such_field }}", "2:6")]
    [InlineData("summary.sbn", "{{ rows[0].no_such_field }}", "1:12")]
    [InlineData("report.sbn", "{{ no_such_field }}", "1:4")]
    [InlineData("report.sbn", "{{ no_function 1 2 }}", "1:4")]
    [InlineData("report.sbn", "{{ include 'none' }}", "1:4")]
    [InlineData("summary.sbn", "{{ include 'summary' }}", "1:4")]
    public void A_broken_template_is_named_with_line_and_column(string name, string template, string place)
    {
        using var folder = new TempTemplates();
        folder.Write(name, template);

        BenchException error = Should.Throw<BenchException>(() => Export.Write(new HtmlReport(HtmlTemplates.From(folder.Path))));

        error.Where.ShouldBe($"{Path.Combine(folder.Path, name)}:{place}");
    }

    [Fact]
    public void A_folder_without_templates_is_refused()
    {
        using var folder = new TempTemplates();

        Should.Throw<BenchException>(() => HtmlTemplates.From(folder.Path)).Message.ShouldContain("report.sbn");
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
