namespace Bench.Reporting.Tests;

/// <summary>Widths beside those that Chromium measures for DejaVu Sans of 12 pixels; no name is cut off for want of some.</summary>
public sealed class NameWidthTests
{
    [Theory]
    [InlineData("lime:samples=200", 124.5, 112.6)]
    [InlineData("partition-shap:budget=200", 184.5, 163.6)]
    [InlineData("integrated-gradients", 141.5, 123.8)]
    [InlineData("random", 51.9, 46.5)]
    [InlineData("Compr (mask)", 94.9, 85.4)]
    public void Names_have_the_room_that_a_wide_font_takes(string name, double bold, double regular)
    {
        NameWidth.Of(name).ShouldBeInRange(bold, 1.08 * bold);
        NameWidth.Of(name, isBold: false).ShouldBeInRange(regular, 1.08 * regular);
    }

    [Fact]
    public void What_does_not_fit_ends_with_an_ellipsis()
    {
        NameWidth.Fit("random", 190).ShouldBe("random");
        string cut = NameWidth.Fit("partition-shap:budget=200,hierarchy=balanced", 190);

        cut.ShouldStartWith("partition-shap:budget=");
        cut.ShouldEndWith("…");
        NameWidth.Of(cut).ShouldBeInRange(175, 190);
    }
}
