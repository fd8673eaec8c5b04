using System.Text.Json;
using Bench.Evaluation;
using Bench.TestKit;

namespace Bench.Reporting.Tests;

public sealed class ExportTests
{
    public static IEnumerable<object[]> FormatsAndCultures { get; } =
        [.. Export.Forms.SelectMany(format => new object[][] { [format, "de-DE"], [format, "ar-SA"] })];

    [Theory]
    [MemberData(nameof(FormatsAndCultures))]
    public void No_export_depends_on_the_culture(string format, string culture) =>
        Export.Under(culture, () => Export.Write(Export.Form(format))).ShouldBe(Export.Write(Export.Form(format)));

    [Fact]
    public void File_names_differ() =>
        Export.Forms.Select(format => Export.Form(format).FileName).ShouldBeUnique();

    [Fact]
    public void Long_csv_has_a_line_per_score()
    {
        string[] lines = Export.Write(new LongCsv()).Split('\n');

        lines[0].ShouldBe("instance,target,explainer,metric,value,status");
        lines[1].ShouldBe("i0,POSITIVE,good,first,0.8,ok");
        lines[4].ShouldBe("i0,POSITIVE,random,second,,not applicable: one token");
        lines.Length.ShouldBe(1 + 80 + 1);
    }

    [Fact]
    public void Wide_csv_has_a_column_per_metric()
    {
        string[] lines = Export.Write(new WideCsv()).Split('\n');

        lines[..4].ShouldBe(["instance,target,explainer,first,second", "i0,POSITIVE,good,0.8,0.25", "i0,POSITIVE,random,0.1,",
            "i1,POSITIVE,good,0.81,0.26"]);
        lines.Length.ShouldBe(1 + 40 + 1);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("csv-wide")]
    public void Spreadsheets_run_nothing(string format) =>
        Export.Write(Export.Form(format), SampleResults.Create("=cmd|' /C calc'!A0")).ShouldContain("i0,'=cmd|' /C calc'!A0,good");

    [Fact]
    public void Latex_is_a_booktabs_table_with_bold_and_letters()
    {
        string[] lines = Export.Write(new LatexTable()).Split('\n');

        lines.ShouldContain(@"\toprule");
        lines.ShouldContain(@"explainer & first $\uparrow$ & second $\downarrow$\textsuperscript{\dag} \\");
        lines.Single(line => line.StartsWith("good &", StringComparison.Ordinal))
            .ShouldBe(@"good & \textbf{\boldmath$0.820$}\textsuperscript{a} & \underline{$0.259$}\textsuperscript{a} \\[-2pt]");
        lines.Single(line => line.StartsWith("random &", StringComparison.Ordinal))
            .ShouldMatch(@"^random & \$0\.115\$\\textsuperscript\{b\} & \$0\.26\d\$\\S \(18 of 20\)\\textsuperscript\{a\} \\\\\[-2pt\]$");
        lines.Count(line => line.Contains(@"\scriptsize", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void Latex_commands_of_strangers_are_text() =>
        LatexText.Escape("\\input{/etc/passwd} 50% a_b $x^2$ #1 ~ & <x>").ShouldBe(
            @"\textbackslash{}input\{/etc/passwd\} 50\% a\_b \$x\textasciicircum{}2\$ \#1 \textasciitilde{} \& \textless{}x\textgreater{}");

    [Fact]
    public void Latex_prints_what_it_can_and_stops_at_nothing()
    {
        LatexText.Escape("[1] *x* a--b \"q\" é").ShouldBe("{[}1{]} {*}x{*} a-{}-b ''q'' é");
        LatexText.Escape("שלום 漢😀 \u202E").ShouldBe(@"\benchtext{שלום}{????} \benchtext{漢😀}{??} ?");
        Export.Write(new LatexTable(), SampleResults.Create("漢")).ShouldNotContain("benchtext");
        ResultSet sample = SampleResults.Create();
        Export.Write(new LatexTable(), new ResultSet { Run = sample.Run with { Suite = "漢" }, Scores = sample.Scores })
            .ShouldContain("\\providecommand{\\benchtext}[2]{\\ifdefined\\Umathchar#1\\else#2\\fi}\n\\begin{table}");
    }

    [Fact]
    public void Json_keeps_to_its_schema()
    {
        string json = Export.Write(new JsonReport());

        JsonSchemaCheck.Check(JsonSchemaCheck.Published("report.schema.json"), json).ShouldBeEmpty();
        JsonElement first = JsonSerializer.Deserialize<JsonElement>(json).GetProperty("comparison")[0].GetProperty("means")[0];
        first.GetProperty("mean").GetDouble().ShouldBe(0.82, 1e-12);
        first.GetProperty("standing").GetString().ShouldBe("best");
        first.GetProperty("beats_floor").GetBoolean().ShouldBeTrue();
        first.GetProperty("rank").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void Json_holds_tests_verdicts_rankings_and_the_recommendation()
    {
        JsonElement json = JsonSerializer.Deserialize<JsonElement>(Export.Write(new JsonReport()));

        JsonElement metric = json.GetProperty("comparison")[0];
        metric.GetProperty("self_test").GetProperty("passed").GetBoolean().ShouldBeTrue();
        metric.GetProperty("self_test").GetProperty("diagnosticity").GetProperty("mean").GetDouble().ShouldBe(1);
        metric.GetProperty("friedman").GetProperty("mean_ranks")[0].GetProperty("rank").GetDouble().ShouldBe(1);
        metric.GetProperty("friedman").GetProperty("texts").GetInt32().ShouldBe(20);
        JsonElement pair = metric.GetProperty("differences")[0];
        pair.GetProperty("wins").GetInt32().ShouldBe(20);
        pair.GetProperty("in_words").GetString().ShouldBe("good beats random");
        json.GetProperty("comparison")[1].GetProperty("self_test").GetProperty("passed").GetBoolean().ShouldBeFalse();
        json.GetProperty("rankings")[0].GetProperty("kemeny")[0].GetString().ShouldBe("good");
        json.GetProperty("recommendations")[0].GetProperty("recommended").GetString().ShouldBe("good");
    }

    [Theory]
    [InlineData("\"format\": 3", "\"format\": 2")]
    [InlineData("\"verdict\": \"first-better\"", "\"verdict\": \"better\"")]
    [InlineData("\"self_test\": {", "\"self\": {")]
    [InlineData("\"seed\": 42", "\"seed\": \"42\"")]
    [InlineData("\"status\"", "\"state\"")]
    [InlineData("\"lower-is-better\"", "\"down\"")]
    public void The_schema_refuses_other_documents(string old, string changed)
    {
        string json = Export.Write(new JsonReport());
        json.ShouldContain(old);

        JsonSchemaCheck.Check(JsonSchemaCheck.Published("report.schema.json"), json.Replace(old, changed, StringComparison.Ordinal))
            .ShouldNotBeEmpty();
    }

    [Fact]
    public void Terminals_obey_nobody_but_us()
    {
        ResultSet sample = SampleResults.Create();
        string evil = "lime\u001b[2J\u202Etxt\u0007";
        var results = new ResultSet
        {
            Run = sample.Run with { Explainers = [sample.Run.Explainers[0] with { Name = evil }, sample.Run.Explainers[1]] },
            Scores = [.. sample.Scores.Select(row => row.Explainer == "good" ? row with { Explainer = evil } : row)],
        };

        foreach (string format in new[] { "terminal", "markdown", "latex", "html" })
        {
            string text = Export.Write(Export.Form(format), results);
            text.ShouldContain("lime");
            text.ShouldNotContain('\u001b', format);
            text.ShouldNotContain('\u202E', format);
            text.ShouldNotContain('\u0007', format);
        }
    }
}
