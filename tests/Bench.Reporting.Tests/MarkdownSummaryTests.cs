using System.Globalization;
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
