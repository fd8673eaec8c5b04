using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

/// <summary>What no form of a report may leave out.</summary>
public sealed class EveryFormTests
{
    public static IEnumerable<object[]> Forms { get; } = [["html"], ["markdown"], ["latex"], ["terminal"]];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Names_the_default_core_its_kernels_and_that_there_is_no_plugin(string format) =>
        Text(format, Changed(run => run with { Kernels = "avx512" }))
            .ShouldContain("Core managed on cpu, single precision, avx512 kernels; plug-ins: none.");

    [Theory]
    [MemberData(nameof(Forms))]
    public void Names_core_device_precision_and_plugins(string format)
    {
        var core = new CoreInfo("torch", "cuda:0", "half", "libtorch 2.7") { Error = new PrecisionError(4, 0.0125, 0.25) };
        string text = Text(format, Changed(run => run with
        {
            Core = core,
            Explainers = [run.Explainers[0] with { Plugin = "Mine 12ab" }, run.Explainers[1]],
            Metrics = [run.Metrics[0], run.Metrics[1] with { Plugin = "Theirs 34cd" }],
            Dataset = run.Dataset with { Plugin = "Mine 12ab" },
        }));

        text.ShouldContain(
            "Core torch on cuda:0, half precision, libtorch 2.7; against single precision, on 4 rows of random tokens, logits differ by "
                + "up to 0.013");
        text.ShouldContain("plug-ins: Mine 12ab (jsonl, good); Theirs 34cd (second).");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Says_accuracy_quantity_seed_and_cut_texts(string format) =>
        Text(format, Changed(run => run with { Truncated = 3 })).ShouldContain(
            "the model is right on 17 of 20 (85.0 %). Explained: the logit of the predicted class; seed 42. 3 texts were cut to the "
                + "model's length.");

    [Theory]
    [InlineData("html")]
    [InlineData("markdown")]
    [InlineData("terminal")]
    public void Says_where_the_leader_loses(string format) => Text(format, SampleResults.WithLosingSlice())
        .ShouldContain("On first, good leads over all cases, but random beats it where kind is long (n = 40).");

    [Theory]
    [MemberData(nameof(Forms))]
    public void With_few_cases_nothing_is_bold_and_the_number_that_would_do_is_said(string format)
    {
        string text = Text(format, SampleResults.First(6));

        text.ShouldContain("Too few cases (n = 6; about 120 would do): nothing is marked, whatever the means.");
        string[] marks = ["| **", "| *0", @"\textbf{\boldmath", @"\underline{", "class=\"best\"", "class=\"among\"", "0*", "0~", "9*",
            "font-weight=\"600\">good"];
        marks.Where(text.Contains).ShouldBeEmpty();
        string many = Text(format, SampleResults.Create());
        many.ShouldNotContain("Too few cases");
        marks.Where(many.Contains).ShouldNotBeEmpty();
    }

    [Fact]
    public void With_few_cases_the_page_recommends_nothing() => Text("html", SampleResults.First(6))
        .ShouldContain("<li>By faithfulness: too few cases (n = 6; about 20 would do).</li>");

    [Theory]
    [MemberData(nameof(Forms))]
    public void Names_of_strangers_are_escaped(string format)
    {
        const string hostile = "<b>x</b>\u001b[31m\u202Ey&$|";
        string text = Text(format, Changed(run => run with
        {
            Suite = hostile,
            Model = run.Model with { Name = hostile },
            Core = new CoreInfo(hostile, hostile, hostile, hostile),
            Explainers = [run.Explainers[0] with { Plugin = hostile }, run.Explainers[1]],
        }));

        text.ShouldNotContain("\u001b");
        text.ShouldNotContain("\u202E");
        (format == "terminal" ? "" : text).ShouldNotContain("<b>x</b>");
    }

    private static ResultSet Changed(Func<RunManifest, RunManifest> change)
    {
        ResultSet sample = SampleResults.Create();
        return new ResultSet { Run = change(sample.Run), Scores = sample.Scores, Explanations = sample.Explanations };
    }

    // Without the line breaks and escapes of the form.
    private static string Text(string format, ResultSet results)
    {
        string text = Export.Write(format == "terminal" ? new TerminalReport(4000) : Export.Form(format), results);
        return text.Replace("&#39;", "'", StringComparison.Ordinal).Replace("\\%", "%", StringComparison.Ordinal)
            .Replace("\\[", "[", StringComparison.Ordinal);
    }
}
