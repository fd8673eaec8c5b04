using System.Text.Json;
using Bench.TestKit;

namespace Bench.Reporting.Tests;

public sealed class SpreadTableTests
{
    [Theory]
    [InlineData("markdown", "| random | 2 | 0.0141 | 0.0141 |")]
    [InlineData("latex", @"random & 2 & 0.0141 & 0.0141 \\")]
    [InlineData("html", @"<th scope=""row"">random</th><td>2</td><td>0.0141</td><td>0.0141</td>")]
    [InlineData("terminal", "│ random │ 2 │ 0.0141 │ 0.0141 │")]
    public void Every_report_shows_the_spread_of_explainers_with_several_seeds(string format, string row)
    {
        string text = Export.Write(Export.Form(format), SampleResults.WithSeeds());

        text.ShouldContain("Spread over seeds");
        string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldContain(row);
        Export.Write(Export.Form(format), SampleResults.Create()).ShouldNotContain("Spread over seeds");
    }

    [Fact]
    public void Json_has_it_as_numbers_of_the_published_form()
    {
        string json = Export.Write(new JsonReport(), SampleResults.WithSeeds());

        JsonSchemaCheck.Check(JsonSchemaCheck.Published("report.schema.json"), json).ShouldBeEmpty();
        JsonElement spread = JsonSerializer.Deserialize<JsonElement>(json).GetProperty("seed_spread")[0];
        spread.GetProperty("seeds").GetInt32().ShouldBe(2);
        spread.GetProperty("deviations")[0].GetProperty("deviation").GetDouble().ShouldBe(0.02 / Math.Sqrt(2), 1e-12);
    }
}
