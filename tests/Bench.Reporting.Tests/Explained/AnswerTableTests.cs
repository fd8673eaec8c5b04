using System.Text.Json;
using System.Xml.Linq;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class AnswerTableTests
{
    [Fact]
    public void An_answer_is_marked_in_the_context_it_was_found_in()
    {
        ExplanationRecord record = SampleResults.Explanation("i", "P", "who ran ?") with
        {
            TextPair = "Anna <ran> home",
            Answer = new() { ["answer"] = JsonSerializer.SerializeToElement(new { text = "<ran>", score = 0.5, start = 5, end = 10 }) },
        };

        string page = ExplanationPicture.Page([record], ["N", "P"]);

        XElement context = XElement.Parse(page[page.IndexOf("<p dir=\"auto\" class=\"context\"", StringComparison.Ordinal)..]
            .Split("</p>")[0] + "</p>");
        (context.Value, context.Element("mark")!.Value).ShouldBe(("Anna <ran> home", "<ran>"));
    }
}
