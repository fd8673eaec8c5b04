namespace Bench.Abstractions.Tests;

/// <summary>
/// Texts of broken characters, white space and marks in any order still part into units, whatever tokens they are cut into.
/// </summary>
public sealed class HostileUnitTests
{
    private const string Letters = "a B1.,!?'\"()…。我アก\uD83D\uDE00\u200D\uFE0F\u0301\n\t\u2028 \u00A0-_";

    [Theory]
    [InlineData(Granularity.Word)]
    [InlineData(Granularity.Sentence)]
    public void Every_token_is_in_one_unit_and_units_stand_in_order(Granularity granularity)
    {
        var random = new DeterministicRandom(11);
        for (int round = 0; round < 500; round++)
        {
            string text = string.Concat(Enumerable.Range(0, 1 + random.NextInt(20)).Select(_ => Letters[random.NextInt(Letters.Length)]));
            TokenizedText input = Characters.Of(text, text[..(text.Length / 2)], each: 1 + random.NextInt(3))
                .InUnits(new UnitChoice(granularity));

            input.Units.SelectMany(unit => unit.Positions).ShouldBe(input.FeaturePositions, text);
            input.Units.ShouldAllBe(unit => input.CharactersOf(unit).Length == unit.Characters.End - unit.Characters.Start);
        }
    }
}
