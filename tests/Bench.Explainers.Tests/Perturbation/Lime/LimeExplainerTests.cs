using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

public class LimeExplainerTests
{
    private const string Text = "a slow but very good film";

    [Theory]
    [InlineData("mask")]
    [InlineData("delete")]
    [InlineData("pad")]
    [InlineData("attention-mask")]
    public void Recovers_the_weights_of_a_linear_model_whatever_the_removal(string removal)
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), Text);
        Attribution attribution = Toy.Make($"lime:ridge=0,samples=100,removal={removal}").Explain(request);
        attribution.FeatureScores(request).ShouldBeClose(Text.Split(' ').Select(Toy.Weight), 1e-5);
        attribution.Diagnostics[DiagnosticNames.SurrogateFit].ShouldBe(1, 1e-9);
        attribution.Diagnostics[DiagnosticNames.InputValue].ShouldBe(0.5 + Text.Split(' ').Sum(Toy.Weight), 1e-5);
    }

    [Fact]
    public void The_penalty_shrinks_towards_zero()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), Text);
        double[] loose = Toy.Make("lime:ridge=0").Explain(request).FeatureScores(request);
        double[] tight = Toy.Make("lime:ridge=1000000").Explain(request).FeatureScores(request);
        tight.Sum(Math.Abs).ShouldBeLessThan(0.01 * loose.Sum(Math.Abs));
    }

    [Fact]
    public void The_fit_tells_how_far_a_line_explains_the_model()
    {
        // The parity of four words: with 0, 1, 2, 3 kept equally often the values are 0, 1, 0, 1, and the best line has R² = 1/5.
        TokenizedText input = Toy.Tokenizer.Tokenize("one two three four");
        ExplanationRequest request = Toy.Request(
            Toy.Game(input, kept => kept.Count(one => one) % 2), "one two three four");
        Toy.Make("lime:samples=40000,kernel-width=100000").Explain(request)
            .Diagnostics[DiagnosticNames.SurrogateFit].ShouldBe(0.2, 0.02);
    }

    [Fact]
    public void A_mask_drawn_again_costs_nothing_and_counts_again()
    {
        TokenizedText input = Toy.Tokenizer.Tokenize("not good");
        FunctionModel model = Toy.Game(input, kept => kept[0] ? 1 : 0);
        Toy.Make("lime:samples=5000").Explain(Toy.Request(model, "not good"));
        model.Rows.ShouldBe(4);
        (List<bool[]> masks, List<int> counts) = LimeSampling.Draw(2, 5000, new DeterministicRandom(1));
        masks.Count.ShouldBe(4);
        counts.Sum().ShouldBe(5000);
    }

    [Fact]
    public void The_number_removed_is_uniform_and_so_are_the_features()
    {
        const int Features = 4;
        const int Samples = 80001;
        (List<bool[]> masks, List<int> counts) = LimeSampling.Draw(Features, Samples, new DeterministicRandom(3));
        masks[0].ShouldAllBe(kept => kept);
        counts[0].ShouldBe(1);
        double Share(Func<bool[], bool> chosen) =>
            masks.Zip(counts).Skip(1).Where(pair => chosen(pair.First)).Sum(pair => pair.Second) / (Samples - 1.0);
        for (int i = 0; i < Features; i++)
        {
            Share(mask => mask.Count(kept => !kept) == i + 1).ShouldBe(0.25, 0.008);
            Share(mask => !mask[i]).ShouldBe(0.625, 0.008);
        }
    }

    [Fact]
    public void Zero_samples_mean_the_square_of_the_number_of_features_as_in_ferret()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), Text);
        byte[] Bytes(string spec) => [.. Toy.Make(spec).Explain(request).Scores.SelectMany(BitConverter.GetBytes)];
        Bytes("lime:samples=0").ShouldBe(Bytes("lime:samples=36"));
        Bytes("lime:samples=0,features=all-positions").ShouldBe(Bytes("lime:samples=64,features=all-positions"));
    }

    [Fact]
    public void With_all_positions_special_tokens_are_masked_but_score_nothing()
    {
        TokenizedText input = Toy.Tokenizer.Tokenize(Text);
        bool masked = false;
        var model = new FunctionModel(
            row =>
            {
                masked |= row.TokenIds.Span[0] == Toy.Tokenizer.Special.Mask;
                return [0, row.TokenIds.Span[0] == Toy.Tokenizer.Special.Classification ? 1 : 0];
            },
            "NO",
            "YES");
        Attribution attribution = Toy.Make("lime:features=all-positions").Explain(Toy.Request(model, Text));
        masked.ShouldBeTrue();
        attribution.Scores[0].ShouldBe(0);
        attribution.Scores[^1].ShouldBe(0);
    }

    [Fact]
    public void Kernel_weights_fall_with_the_share_removed()
    {
        // Three of four kept: d = 100 (1 − √0.75) = 13.397…; √exp(−d² / 625) = 0.866…
        LimeSampling.Distance([true, true, true, false]).ShouldBe(13.3974596, 1e-6);
        LimeSampling.Kernel(13.3974596, 25).ShouldBe(0.866239769, 1e-8);
        LimeSampling.Distance([false, false]).ShouldBe(100);
    }

    [Theory]
    [InlineData("kernel-width=-1", "more than 0")]
    [InlineData("kernel-width=0", "more than 0")]
    [InlineData("ridge=-1", "0 or more")]
    [InlineData("samples=-5", "0 to 1000000")]
    [InlineData("removal=blank", "mask | delete | pad | attention-mask")]
    [InlineData("features=all-positions,removal=delete", "mask | pad")]
    public void Bad_options_are_refused_with_what_is_allowed(string options, string allowed) =>
        Should.Throw<BenchException>(() => Toy.Make($"lime:{options}")).Message.ShouldContain(allowed);

    [Fact]
    public void Too_few_samples_without_penalty_say_what_to_raise() =>
        Should.Throw<BenchException>(() => Toy.Make("lime:samples=3,ridge=0").Explain(Toy.Request(Toy.Linear(), Text)))
            .Message.ShouldContain("ridge above 0");
}
