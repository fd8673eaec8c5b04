using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

public sealed class NormalizedTests
{
    [Fact]
    public void Effects_are_shares_of_the_whole_texts_effect()
    {
        double room = Toy.P(1.5) - Toy.P(0);
        MetricContext context = Toy.Linear([1, 0.25, 0.25], [3, 2, 1]);

        Toy.Score("normalized-comprehensiveness:bins=0.3", context).Value.ShouldBe((Toy.P(1.5) - Toy.P(0.5)) / room, 1e-6);
        Toy.Score("normalized-sufficiency:bins=0.3", context).Value.ShouldBe((Toy.P(1) - Toy.P(0)) / room, 1e-6);
        Toy.Score("normalized-sufficiency:bins=0.3;0.6", context).Value
            .ShouldBe((Toy.P(1) + Toy.P(1.25) - (2 * Toy.P(0))) / (2 * room), 1e-6);
    }

    [Fact]
    public void They_are_cut_to_their_range()
    {
        // Without the last token the probability rises; with it alone it is below that of nothing.
        MetricContext context = Toy.Linear([1, 0.25, -0.5], [1, 2, 3]);

        Toy.Score("normalized-comprehensiveness:bins=0.3", context).Value.ShouldBe(0);
        Toy.Score("normalized-sufficiency:bins=0.3", context).Value.ShouldBe(0);
    }

    [Theory]
    [InlineData("normalized-comprehensiveness")]
    [InlineData("normalized-sufficiency")]
    [InlineData("soft-comprehensiveness")]
    [InlineData("soft-sufficiency")]
    public void A_text_that_says_nothing_cannot_be_normalised_by(string metric) =>
        Toy.Score(metric, Toy.Linear([-1, -0.25], [1, 2])).Reason.ShouldNotBeNull().ShouldContain("normalise");

    [Fact]
    public void Soft_masks_of_zero_and_one_are_hard_ones()
    {
        // Importances are 1, 0 and 0: kept or dropped whole.
        double room = Toy.P(1.5) - Toy.P(0);
        MetricContext context = Toy.Linear([1, 0.25, 0.25], [3, 1, 1]);

        Toy.Score("soft-comprehensiveness", context).Value.ShouldBe((Toy.P(1.5) - Toy.P(0.5)) / room, 1e-6);
        Toy.Score("soft-sufficiency", context).Value.ShouldBe((Toy.P(1) - Toy.P(0)) / room, 1e-6);
    }

    [Fact]
    public void Soft_masks_keep_elements_in_proportion()
    {
        // Importances 1, ½, 0. Of the middle token only the first of two elements acts: kept half of the time.
        double room = Toy.P(1.5) - Toy.P(0);
        double kept = (Toy.P(1) + Toy.P(1.25)) / 2;
        MetricContext context = Toy.Linear([1, 0.25, 0.25], [3, 2, 1]);

        Toy.Score("soft-sufficiency:samples=10000", context).Value.ShouldBe((kept - Toy.P(0)) / room, 0.01);
    }

    [Fact]
    public void A_fixed_retention_scales_importances()
    {
        // Importances 1, ½ and 0 have mean ½. At ¾ of the text the first two are kept whole, and the last makes the text up to ¾: a quarter
        // of it.
        double room = Toy.P(1.5) - Toy.P(0);
        MetricContext context = Toy.Linear([1, 0.25, 0.25], [3, 2, 1]);
        double last = (0.75 * Toy.P(1.25)) + (0.25 * Toy.P(1.5));

        Toy.Score("soft-sufficiency:samples=10000,retention=0.75", context).Value.ShouldBe((last - Toy.P(0)) / room, 0.01);

        // At ¼: c (1 + ½) = ¾, so ½ and ¼.
        double expected = (Toy.P(0) * 0.5 * 0.75) + (Toy.P(1) * 0.5 * 0.75) + (Toy.P(0.25) * 0.5 * 0.25) + (Toy.P(1.25) * 0.5 * 0.25);
        Toy.Score("soft-sufficiency:samples=10000,retention=0.25", context).Value.ShouldBe((expected - Toy.P(0)) / room, 0.02);
    }

    /// <summary>
    /// One token of importance 1 and three of 0: without equal retention it would keep a quarter of the text where another explanation of
    /// the same text keeps half. The first is kept whole, the other three keep a third each.
    /// </summary>
    [Fact]
    public void An_explanation_of_few_tokens_keeps_as_much_of_the_text_as_any_other()
    {
        MetricContext context = Toy.Linear([0.6, 0.3, 0.3, 0.3], [1, 0, 0, 0]);
        double[] chances = [8 / 27.0, 12 / 27.0, 6 / 27.0, 1 / 27.0];
        double expected = chances.Select((chance, kept) => chance * Toy.P(0.6 + (0.3 * kept))).Sum();

        Toy.Score("soft-sufficiency:samples=10000,retention=0.5", context).Value
            .ShouldBe((expected - Toy.P(0)) / (Toy.P(1.5) - Toy.P(0)), 0.01);
    }

    [Fact]
    public void Soft_masks_need_embeddings() =>
        Toy.Score("soft-sufficiency", Toy.Context(new FunctionModel(_ => [0, 1], "A", "B"), [1, 2])).Reason.ShouldNotBeNull()
            .ShouldContain("embeddings");
}
