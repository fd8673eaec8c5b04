namespace Bench.Abstractions.Tests;

/// <summary>What becomes of tokens when units are taken away.</summary>
public sealed class UnitRemovalTests
{
    private static readonly SpecialTokens _special = new(Classification: 2, Separator: 3, Padding: 0, Mask: 4, Unknown: 1);

    [Fact]
    public void Of_a_unit_with_the_target_in_it_the_targets_place_stays()
    {
        // Positions: 0 special, 1 a, 2 b, 3 space, 4 c, 5 special; the target reads at b.
        var target = new Target(1, Position: 2);
        TokenizedText input = Characters.Of("ab c").InUnits(new UnitChoice(Granularity.Word)).AnchoredAt(target);

        bool[] kept = input.TokensKept([false, true]);
        InputRow row = Perturbation.Keep(input, kept, Removal.Delete, _special);

        kept.ShouldBe([true, false, false, true, true, true]);
        row.TokenIds.ToArray().ShouldBe([2, 4, 10, 10, 2]);
        target.In(row).Position.ShouldBe(1);
    }

    [Fact]
    public void What_lies_outside_given_segments_stays()
    {
        var choice = new UnitChoice(Granularity.Segments) { Segments = [new CharacterSpan(0, 2)] };
        TokenizedText input = Characters.Of("ab c").InUnits(choice);

        input.TokensKept([false]).ShouldBe([true, false, false, true, true, true]);
        Perturbation.Keep(input, new bool[6], Removal.Mask, _special).TokenIds.ToArray().ShouldBe([2, 4, 4, 10, 10, 2]);
    }

    [Fact]
    public void The_hypothesis_of_zero_shot_classification_is_in_no_unit()
    {
        TokenizedText input = Characters.Of("ab", "cd e").WithFixed(1).InUnits(new UnitChoice(Granularity.Sentence));

        input.Units.Single().Positions.ShouldBe([1, 2]);
        Perturbation.Keep(input, input.TokensKept([false]), Removal.Pad, _special).TokenIds.ToArray()
            .ShouldBe([2, 0, 0, 2, 10, 10, 10, 10]);
    }
}
