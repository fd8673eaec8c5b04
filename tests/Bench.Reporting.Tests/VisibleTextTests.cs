using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("a\nb\tc", "a b c")]
    [InlineData("\u001b[31mred", "␛[31mred")]
    [InlineData("zero\u200bwidth", "zero\uFFFDwidth")]
    [InlineData("\u202Aembedded", "\uFFFDembedded")]
    [InlineData("\u202Eevil", "\uFFFDevil")]
    [InlineData("own\uE000font", "own\uFFFDfont")]
    [InlineData("\u0085next", "\uFFFDnext")]
    [InlineData("naïve 😀", "naïve 😀")]
    public void Nothing_invisible_reaches_a_terminal(string text, string expected) => VisibleText.ForTerminal(text).ShouldBe(expected);

    [Theory]
    [InlineData("a|b\r\nc\td", @"a\|b c d")]
    [InlineData("*x* <b>", @"\*x\* \<b\>")]
    [InlineData("a\u2028b", "a b")]
    public void A_cell_of_Markdown_stays_on_its_line(string text, string expected) => MarkdownText.Escape(text).ShouldBe(expected);

    [Theory]
    [InlineData(0.1234, "0.123")]
    [InlineData(3.14159, "3.142")]
    [InlineData(-9.99, "-9.990")]
    [InlineData(12.3456, "12")]
    public void Numbers_below_ten_keep_three_decimals(double mean, string expected)
    {
        ComparisonColumn column = SampleResults.Create().Table.Columns[0] with
        {
            Comparison = MetricComparison.Of(new MetricScores([[mean, mean], [0, 1]], MetricDirection.HigherIsBetter), resamples: 50),
        };

        Numbers.Mean(column, 0).ShouldBe(expected);
    }
}
