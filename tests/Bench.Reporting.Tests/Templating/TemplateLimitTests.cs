using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

/// <summary>Templates of users end, whatever they ask for, and reach nothing but what they are shown.</summary>
public sealed class TemplateLimitTests
{
    private static readonly TemplateLimits _limits = new(1000, 20, 10_000, 100_000, TimeSpan.FromMinutes(10));

    [Theory]
    [InlineData("{{ while true }}{{ end }}", "1:4")]
    [InlineData("\n{{ for i in 1..40 }}{{ for j in 1..40 }}{{ end }}{{ end }}", "2:24")]
    [InlineData("{{ for i in 1..2000000000 }}{{ end }}", "1:14")]
    [InlineData("{{ 1..2000000000 | array.reverse }}", "1:5")]
    [InlineData("{{ a = [1]; while true; a = a + a; end }}", "1:13")]
    public void Loops_end(string template, string place) => Refusal(template).Where!.ShouldEndWith($"report.sbn:{place}");

    [Theory]
    [InlineData("{{ func f; f; end; f }}")]
    [InlineData("{{ include 'report' }}")]
    public void So_do_functions_and_parts_inside_one_another(string template) => Refusal(template).Message.ShouldContain("limit `20`");

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "1", "]")]
    [InlineData("-", "1", "")]
    [InlineData("", "1", "+1")]
    [InlineData("", "suite", " | string.upcase")]
    [InlineData("if true; ", "1", "; end")]
    public void So_do_expressions_inside_one_another(string before, string middle, string after) =>
        Refusal($"{{{{ {string.Concat(Enumerable.Repeat(before, 10_000))}{middle}{string.Concat(Enumerable.Repeat(after, 10_000))} }}}}")
            .Message.ShouldContain("limit `100`");

    [Theory]
    [InlineData("{{ 'x' * 20000 }}")]
    [InlineData("{{ '' | string.pad_left 2000000000 }}")]
    [InlineData("{{ x = 'x'; while true; x = x + x; end }}")]
    [InlineData("{{ suite | string.replace 'a' ('b' * 5000) | string.replace 'b' ('c' * 5000) }}")]
    public void Texts_end(string template) => Refusal(template).Message.ShouldContain("10000");

    [Theory]
    [InlineData("{{ x = 10; while true; x = x * x; end }}")]
    [InlineData("{{ 1 << 2000000000 }}")]
    public void Numbers_end(string template) => Refusal(template).Where!.ShouldContain("report.sbn:1:");

    [Fact]
    public void The_page_ends() => Refusal("{{ x = 'x' * 9000; for i in 1..1000; x; end }}").Message.ShouldContain("100000");

    [Fact]
    public void Time_ends() =>
        Refusal("{{ suite }}", _limits with { Time = TimeSpan.Zero }).Message.ShouldContain("report.sbn:1:");

    [Theory]
    [InlineData("../outside")]
    [InlineData("/outside")]
    [InlineData("sub/inside")]
    [InlineData("part.sbn")]
    [InlineData("report.css")]
    public void No_file_but_a_part_of_the_folder_is_read(string name)
    {
        using var around = new TempTemplates();
        string folder = Path.Combine(around.Path, "templates");
        Directory.CreateDirectory(Path.Combine(folder, "sub"));
        around.Write("outside.sbn", "read");
        around.Write("templates/sub/inside.sbn", "read");
        around.Write("templates/part.sbn", "read");
        string asked = name.Replace("/outside", name[0] == '/' ? $"{around.Path}/outside" : "/outside", StringComparison.Ordinal);
        around.Write("templates/report.sbn", $"{{{{ include 'part' }}}}\n  {{{{ include '{asked}' }}}}");

        BenchException error = Should.Throw<BenchException>(() => HtmlTemplates.From(folder).Render(Page(), TextWriter.Null));

        error.Message.ShouldContain($"There is no part '{asked}'");
        error.Where!.ShouldEndWith("report.sbn:2:6");
    }

    [Theory]
    [InlineData("{{ suite.length }}")]
    [InlineData("{{ suite.get_type }}")]
    [InlineData("{{ rows[0].equality_contract }}")]
    [InlineData("{{ rows.count }}")]
    [InlineData("{{ object.eval '1' }}")]
    [InlineData("{{ object.eval_template suite }}")]
    [InlineData("{{ date.now }}")]
    [InlineData("{{ math.random 1 2 }}")]
    [InlineData("{{ math.uuid }}")]
    [InlineData("{{ regex.match suite '(a+)+$' }}")]
    [InlineData("{{ math.format 1 'Q' }}")]
    [InlineData("{{ 1 % 0 }}")]
    [InlineData("{{ rows[99] }}")]
    [InlineData("{{ rows[0].name = 'x' }}")]
    public void What_templates_cannot_do_names_the_place(string template) => Refusal(template).Where!.ShouldContain("report.sbn:1:");

    private static BenchException Refusal(string template, TemplateLimits? limits = null)
    {
        using var folder = new TempTemplates();
        folder.Write("report.sbn", template);
        return Should.Throw<BenchException>(() => HtmlTemplates.From(folder.Path, limits ?? _limits).Render(Page(), TextWriter.Null));
    }

    private static ReportPage Page()
    {
        ResultSet results = SampleResults.Create();
        return ReportPage.Of(results, PageData.Of(results));
    }
}
