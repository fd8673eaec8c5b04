using System.Text;

namespace Bench.Reporting.Tests;

public sealed class DrawingScriptTests
{
    [Fact]
    public void Characters_that_control_are_shown_as_everywhere_else()
    {
        string all =
            string.Concat(Enumerable.Range(0, 0x10000).Where(code => !char.IsSurrogate((char)code) && code is not ('\n' or '\t'))
                .Select(code => (char)code));

        DrawingScript.Run("BenchDrawing.visible(JSON.parse(input))", all).ShouldBe(VisibleText.Of(all));
    }

    [Theory]
    [InlineData("<b a=\"1\" c='2'>&amp;</b>")]
    [InlineData("שלום \u202E 👩‍👩‍👧 e\u0301\u0001")]
    public void Markup_is_escaped_as_everywhere_else(string text) =>
        DrawingScript.Run("BenchDrawing.markup(JSON.parse(input), true)", text).ShouldBe(MarkupWriter.Escape(text));

    // A family is one character to people, and so is a letter with its mark.
    [Fact]
    public void Long_names_are_cut_between_characters()
    {
        string family = "👩‍👩‍👧", name = new StringBuilder().Insert(0, family, 12).ToString();
        string bar = DrawingScript.Run("BenchDrawing.markup(BenchDrawing.bar(JSON.parse(input)), true)", new
        {
            Name = "n",
            Target = "t",
            Scores = (double[])[1],
            Tokens = (object[])[new { Gap = "", Text = name, Chip = false, Segment = 0, Why = false }],
        });

        string shown = bar[(bar.IndexOf("isolate\">", StringComparison.Ordinal) + 9)..];
        shown.ShouldContain("…");
        shown[..shown.IndexOf('…')].Replace(family, "").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("-0.0", "0")]
    [InlineData("0.123456", "0.1235")]
    [InlineData("1234567", "1235000")]
    [InlineData("1e-9", "1e-9")]
    public void Numbers_have_four_digits(string number, string shown) =>
        DrawingScript.Run($"BenchDrawing.number({number})", "").ShouldBe(shown);
}
