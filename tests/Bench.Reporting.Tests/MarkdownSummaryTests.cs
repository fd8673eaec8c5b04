using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class MarkdownSummaryTests
{
    [Fact]
    public void Marks_the_best_those_among_the_best_and_the_silent()
    {
        string text = Write(SampleResults.Create());

        text.ShouldMatch(@"\| good \| \*\*0\.820\*\* \[0\.81\d, 0\.82\d\] \| \*0\.259\* ");
        text.ShouldMatch(@"\| random \| 0\.115 \[0\.1\d\d, 0\.12\d\] \| 0\.26\d§ \(18 of 20\) \[");
        text.ShouldContain("| explainer | first ↑ | second † ↓ |");
    }

    [Fact]
    public void Says_in_words_what_the_table_shows()
    {
        string text = Write(SampleResults.Create());

        text.ShouldContain("20 instances, the model is right on 17 of 20 (85.0 %).");
        text.ShouldContain("- Faithfulness: good is best on first.");
        text.ShouldContain("- † second prefers explanations to random scores in 67 % of cases ");
        text.ShouldMatch(@"second does not apply to some cases .*: random 2 of 20 \(10\.0 %\) \\\[0\.234, 0\.334\\\]\.");
        text.ShouldContain("12,000 rows forward and 400 backward were asked for (250,000 tokens).");
    }

    [Fact]
    public void What_came_after_the_registration_is_marked_in_every_report()
    {
        ResultSet sample = SampleResults.Create();
        var results = new ResultSet
        {
            Run =
                sample.Run with
                {
                    Protocol = new EvaluationProtocol
                    {
                        Explainers = ["random"],
                        Metrics = ["first", "second"],
                        Hypotheses = ["good wins"],
                    },
                },
            Scores = sample.Scores,
        };

        string text = Write(results);
        text.ShouldContain("| good + | **0.820**");
        text.ShouldContain("| random | 0.115");
        text.ShouldContain("+ added after the registration: good.");
        text.ShouldContain("## Registered before the run\n\n- good wins\n");
        foreach (string format in new[] { "html", "latex", "terminal" })
        {
            Export.Write(Export.Form(format), results).ShouldContain("added after the registration: good.", customMessage: format);
        }

        Export.Write(new JsonReport(), results).ShouldMatch(@"""added_afterwards"": \[\s+""good""\s+\]");
        Export.Write(new LatexTable(), results).ShouldContain(@"good\textsuperscript{+} & ");
    }

    [Fact]
    public void Cases_of_another_class_options_draws_and_annotators_have_their_place()
    {
        ResultSet sample = SampleResults.Create();
        RecordedComponent<MetricDescriptor> first = sample.Run.Metrics[0];
        MetricDescriptor plausible = first.Descriptor with { Family = "plausibility" };
        var results = new ResultSet
        {
            Run = sample.Run with
            {
                Explainers = [sample.Run.Explainers[0] with { Descriptor = sample.Run.Explainers[1].Descriptor }, sample.Run.Explainers[1]],
                Metrics = [first with { Descriptor = plausible }, sample.Run.Metrics[1] with { Descriptor = plausible }],
            },
            Scores = sample.Scores,
            Cases = [.. Enumerable.Range(0, 20).Select(i => new RunCase($"i{i}", "POSITIVE", $"{i}", i < 8 ? "NEGATIVE" : "POSITIVE")
            {
                Annotators = new AnnotatorAgreement(2, 0.5, 0.25),
            })],
        };

        string text = Write(results);

        text.ShouldContain("## Plausibility where the explained class is not the true one");
        text.ShouldContain("In 8 of 20 cases the explained class is not the true one");
        text.ShouldContain("Ceiling of plausibility: two annotators agree to token F1 0.500 ");
        text.ShouldContain("| first | first: good; second: good, random | – | good 1–1.5, random 1.5–2 |");
        text.ShouldMatch(@"\| good \| 2 \| 0\.5003 \| ");
    }

    [Fact]
    public void Families_of_plug_ins_cannot_become_markup()
    {
        ResultSet sample = SampleResults.Create();
        RecordedComponent<MetricDescriptor> first = sample.Run.Metrics[0];
        first = first with { Descriptor = first.Descriptor with { Family = "a|*b*" } };

        Write(new ResultSet
        {
            Run = sample.Run with { Metrics = [first, sample.Run.Metrics[1]] },
            Scores = sample.Scores,
        }).ShouldContain(@"- **first** (a\|\*b\*): ");
    }

    [Fact]
    public void Formulas_cannot_become_markup() => Write(SampleResults.Create()).ShouldContain(@"mean of \|x\| \* y");

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Does_not_depend_on_the_culture(string culture)
    {
        string invariant = Write(SampleResults.Create());
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            // In invariant globalisation every culture formats alike, so the separators are set by hand.
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            other.NumberFormat.NumberDecimalSeparator = culture == "de-DE" ? "," : "٫";
            other.NumberFormat.NumberGroupSeparator = ".";
            CultureInfo.CurrentCulture = other;

            Write(SampleResults.Create()).ShouldBe(invariant);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Write(ResultSet results)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        new MarkdownSummary().Write(results, writer);
        return writer.ToString();
    }
}
