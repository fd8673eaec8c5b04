namespace Bench.Abstractions.Tests;

public sealed class SegmentUnitTests
{
    private static readonly TokenizedText _input = Characters.Of("ab cd ef", "gh");

    [Fact]
    public void Given_segments_are_the_units_and_the_rest_is_fixed()
    {
        TokenizedText input = _input.InUnits(Of(new CharacterSpan(0, 2), new CharacterSpan(5, 7), new CharacterSpan(0, 2, 1)));

        input.Units.Select(unit => unit.Positions.ToArray()).ShouldBe([[1, 2], [7], [10, 11]]);
        input.FeaturePositions.ShouldBe([1, 2, 7, 10, 11]);
        input.IsFixed(4).ShouldBeTrue();
        input.WithoutFixed().FeaturePositions.Length.ShouldBe(input.Tokens.Length);
        input.InUnits(UnitChoice.Tokens).FeaturePositions.ShouldBe(_input.FeaturePositions);
    }

    [Theory]
    [InlineData(0, 9, 0, "does not lie in the text of 8 characters")]
    [InlineData(3, 3, 0, "does not lie")]
    [InlineData(0, 3, 1, "2:0-3")]
    [InlineData(2, 3, 0, "holds no token")]
    [InlineData(4, 5, 0, "shares a token")]
    public void A_segment_that_does_not_part_the_text_is_refused(int start, int end, int segment, string problem) =>
        Should.Throw<BenchException>(() => _input.InUnits(Of(new CharacterSpan(3, 5), new CharacterSpan(start, end, segment))))
            .Problem.ShouldContain(problem);

    [Fact]
    public void A_text_without_segments_is_refused() =>
        Should.Throw<BenchException>(() => _input.InUnits(new UnitChoice(Granularity.Segments))).Problem.ShouldContain("has none");

    private static UnitChoice Of(params CharacterSpan[] segments) => new(Granularity.Segments) { Segments = [.. segments] };
}
