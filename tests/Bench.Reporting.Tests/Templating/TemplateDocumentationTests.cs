using System.Reflection;
using System.Text.RegularExpressions;
using Bench.TestKit;
using Scriban.Runtime;

namespace Bench.Reporting.Tests;

/// <summary><c>docs/templates.md</c> holds what it says.</summary>
public sealed class TemplateDocumentationTests
{
    private static readonly string _page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "templates.md"));

    [Fact]
    public void Its_example_makes_a_page()
    {
        using var folder = new TempTemplates();
        folder.Write("summary.sbn", Regex.Match(_page, "```html\n(.*?)```", RegexOptions.Singleline).Groups[1].Value);

        string page = Export.Write(new HtmlReport(HtmlTemplates.From(folder.Path)));

        page.ShouldContain("  <h2>sample on toy</h2>\n  <ul>\n    <li>By faithfulness: good");
        page.ShouldContain("  <p>good: first 0.820; second † 0.259; </p>\n");
    }

    [Fact]
    public void It_names_every_field_of_the_page_and_no_other()
    {
        IEnumerable<string> rows = _page.Split('\n').SkipWhile(line => line != "| name | what it is |").Skip(2)
            .TakeWhile(line => line.StartsWith('|'));

        rows.SelectMany(row => Regex.Matches(row.Split('|')[1], "`(.*?)`").Select(name => name.Groups[1].Value))
            .ShouldBe(
                typeof(ReportPage).GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Select(property => StandardMemberRenamer.Rename(property.Name)),
                ignoreOrder: true);
    }
}
