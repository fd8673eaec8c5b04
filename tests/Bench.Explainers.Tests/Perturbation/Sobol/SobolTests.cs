using Bench.Abstractions;

namespace Bench.Explainers.Tests;

public class SobolTests
{
    private const string Text = "one two three four";

    /// <summary>
    /// With x = ±½ for kept or not, 2 x₀ + x₁ + 4 x₂ x₃ has the variance (4 + 1) / 4 + 16 / 16: its parts are independent, and the
    /// product's share belongs to both of its features.
    /// </summary>
    private static double Game(bool[] kept) =>
        (2 * Side(kept[0])) + Side(kept[1]) + (4 * Side(kept[2]) * Side(kept[3]));

    private static double Side(bool kept) => kept ? 0.5 : -0.5;

    [Fact]
    public void Indices_are_shares_of_the_variance_and_joint_effects_count_for_all_who_make_them()
    {
        ExplanationRequest request = Toy.Request(Toy.Game(Toy.Tokenizer.Tokenize(Text), Game), Text);
        const double Variance = 2.25;
        double[] expected = [1 / Variance, 0.25 / Variance, 1 / Variance, 1 / Variance];

        Attribution attribution = Toy.Make("sobol:budget=60000").Explain(request);

        attribution.Diagnostics["value-variance"].ShouldBe(Variance, 0.02);
        double[] scores = attribution.FeatureScores(request);
        for (int i = 0; i < 4; i++)
        {
            double error = attribution.StandardErrors[i + 1];
            error.ShouldBeInRange(1e-4, 0.02);
            scores[i].ShouldBe(expected[i], 4 * error);
        }

        // There are 16 coalitions of four features, and none is asked twice.
        attribution.Diagnostics["rows"].ShouldBe(16);
    }

    [Fact]
    public void Every_feature_is_kept_in_half_of_the_rows_and_chance_rounds()
    {
        bool[][] rows = SobolDesign.Draw(7, 200, new DeterministicRandom(1));

        int[] kept = [.. Enumerable.Range(0, 200).Select(feature => rows.Count(row => row[feature]))];

        kept.Distinct().Order().ShouldBe([3, 4]);
        kept.Count(count => count == 3).ShouldBeInRange(70, 130);
    }

    [Fact]
    public void Standard_errors_are_the_spread_over_seeds()
    {
        ExplanationRequest request = Toy.Request(Toy.Game(Toy.Tokenizer.Tokenize(Text), Game), Text);
        Attribution[] runs = [.. Enumerable.Range(0, 400).Select(seed =>
            Toy.Make("sobol:budget=240").Explain(request with { Seed = (ulong)seed }))];
        for (int i = 1; i <= 4; i++)
        {
            double[] scores = [.. runs.Select(run => run.Scores[i])];
            double mean = scores.Average();
            double spread = Math.Sqrt(scores.Average(score => (score - mean) * (score - mean)));
            double stated = Math.Sqrt(runs.Average(run => run.StandardErrors[i] * run.StandardErrors[i]));

            // The halves of a Latin hypercube are a little better than independent draws, which is what the errors assume.
            (stated / spread).ShouldBeInRange(0.9, 1.5, $"feature {i}");
        }
    }

    [Fact]
    public void Where_nothing_changes_the_value_nothing_has_a_share()
    {
        ExplanationRequest request = Toy.Request(Toy.Game(Toy.Tokenizer.Tokenize(Text), _ => 3), Text);
        Attribution attribution = Toy.Make("sobol").Explain(request);
        attribution.Scores.ShouldAllBe(score => score == 0);
        attribution.StandardErrors.ShouldAllBe(error => error == 0);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    public void No_more_rows_are_asked_than_the_budget_holds(int budget)
    {
        var model = Toy.Game(Toy.Tokenizer.Tokenize(Text), Game);
        Toy.Make($"sobol:budget={budget}").Explain(Toy.Request(model, Text));
        model.Rows.ShouldBeLessThanOrEqualTo(budget);
    }

    [Fact]
    public void Every_feature_is_kept_in_half_of_the_rows_and_turned_alone()
    {
        var random = new DeterministicRandom(3);
        foreach (int rows in (int[])[8, 9])
        {
            bool[][] design = SobolDesign.Draw(rows, 5, random);
            for (int feature = 0; feature < 5; feature++)
            {
                design.Count(row => row[feature]).ShouldBeInRange(rows / 2, (rows + 1) / 2);
            }

            bool[][] flips = [.. SobolDesign.WithFlips(design[2])];
            flips[0].ShouldBe(design[2]);
            for (int feature = 0; feature < 5; feature++)
            {
                flips[1 + feature].Zip(design[2]).Index().Where(pair => pair.Item.First != pair.Item.Second)
                    .Select(pair => pair.Index).ShouldBe([feature]);
            }
        }
    }
}
