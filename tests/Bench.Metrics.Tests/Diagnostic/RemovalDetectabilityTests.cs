using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

public sealed class RemovalDetectabilityTests
{
    /// <summary>Both logits fall with the mask token, rise with a shorter row, and do not see what is hidden.</summary>
    private static readonly FunctionModel _model = new(
        row => [-row.TokenIds.Span.Count(4) - row.Length, -row.TokenIds.Span.Count(4) - row.Length], "A", "B");

    [Theory]
    [InlineData("mask", 1)]
    [InlineData("delete", 0)]
    [InlineData("attention-mask", 0.5)]
    public void Higher_energy_is_taken_for_the_changed_text(string removal, double expected) =>
        Toy.Score($"removal-detectability:removal={removal}", Toy.Context(_model, [3, 2, 1])).Value.ShouldBe(expected);

    /// <summary>log(e⁻ᶻ + eᶻ) of sums 1, then 0 and −2: the energy rises at 0.2 of the tokens, and falls at all of them.</summary>
    [Fact]
    public void Bins_are_averaged()
    {
        MetricContext context = Toy.Linear([1, 2, -2], [3, 2, 1]);

        Toy.Score("removal-detectability:bins=0.3", context).Value.ShouldBe(1);
        Toy.Score("removal-detectability:bins=0.6", context).Value.ShouldBe(0);
        Toy.Score("removal-detectability:bins=0.3;0.6", context).Value.ShouldBe(0.5);
    }

    [Fact]
    public void It_describes_the_removal_and_has_no_say() => RemovalDetectabilityMetric.Descriptor.IsCounted.ShouldBeFalse();
}
