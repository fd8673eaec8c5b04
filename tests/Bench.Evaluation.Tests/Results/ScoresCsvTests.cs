using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class ScoresCsvTests
{
    [Theory]
    [InlineData(1 / 3.0, "0.333333333")]
    [InlineData(-123456.7891, "-123456.789")]
    [InlineData(1.23456789e-7, "1.23456789E-07")]
    [InlineData(2, "2")]
    public void Numbers_have_nine_significant_digits(double value, string text)
    {
        using var writer = new StringWriter();
        ScoresCsv.Write([new ScoreRow("i", "t", "e", "m", value, ScoreRow.Ok)], writer);

        writer.ToString().ShouldBe($"instance,target,explainer,metric,value,status\ni,t,e,m,{text},ok\n");
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("x")]
    public void What_is_no_finite_number_is_refused(string value)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("scores.csv", $"instance,target,explainer,metric,value,status\ni,t,e,m,{value},ok\n");

        Should.Throw<BenchException>(() => ScoresCsv.Read(file)).Where.ShouldBe(file);
    }
}
