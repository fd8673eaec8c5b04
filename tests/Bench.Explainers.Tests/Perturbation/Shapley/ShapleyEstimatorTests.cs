using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

/// <summary>Estimators against exact Shapley values.</summary>
public class ShapleyEstimatorTests
{
    private const int Players = 9;

    public static TheoryData<string> Estimators => ["shapley-sampling", "kernel-shap", "unbiased-kernel-shap", "leverage-shap"];

    private static ShapleyEstimate Estimate(
        string id, int players, double[] table, int budget, ulong seed, double precision = 0, Action<int>? count = null)
    {
        var random = new DeterministicRandom(seed);
        Func<IReadOnlyList<bool[]>, double[]> game = coalitions =>
        {
            count?.Invoke(coalitions.Count);
            return Games.Of(table)(coalitions);
        };
        return id switch
        {
            "shapley-sampling" => PermutationSampling.Estimate(players, game, (budget - 2) / (2 * (players - 1)), precision, random),
            "kernel-shap" => KernelShap.Estimate(players, game, budget, precision, random).ShouldNotBeNull(),
            "unbiased-kernel-shap" => UnbiasedKernelShap.Estimate(players, game, budget, precision, random),
            _ => LeverageShap.Estimate(players, game, budget, precision, random).ShouldNotBeNull(),
        };
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Intervals_of_95_percent_cover_the_exact_values_in_93_to_97_percent_of_1000_trials(string id) => RequireCoverage(id, 0);

    // A precision that is never met: the sample grows in rounds up to the budget, and must be as good as one drawn at once.
    [Fact]
    public void Samples_grown_in_rounds_cover_as_those_drawn_at_once() => RequireCoverage("leverage-shap", 1e-9);

    private static void RequireCoverage(string id, double precision)
    {
        const int Trials = 1000;
        double[] table = Games.Wild(Players, seed: 11);
        double[] exact = ExactShapley.Values(Players, table);
        int[] covered = new int[Players];
        for (int trial = 0; trial < Trials; trial++)
        {
            ShapleyEstimate estimate = Estimate(id, Players, table, 300, (ulong)trial, precision);
            for (int i = 0; i < Players; i++)
            {
                // Quantiles of Student's t: 18 pairs of orders, or 149 pairs of coalitions less the coefficients fitted (normal: 1.960).
                double quantile = id == "shapley-sampling" ? 2.110 : 1.977;
                estimate.DegreesOfFreedom.ShouldBeInRange(id == "shapley-sampling" ? 17 : 110, id == "shapley-sampling" ? 17 : 148);
                covered[i] += Math.Abs(estimate.Values[i] - exact[i]) <= quantile * estimate.StandardErrors[i] ? 1 : 0;
            }
        }

        (covered.Sum() / (double)(Trials * Players)).ShouldBeInRange(0.93, 0.97);
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Estimates_are_centred_on_the_exact_values_and_sum_to_the_whole(string id)
    {
        const int Trials = 400;
        double[] table = Games.Wild(Players, seed: 5);
        double[] exact = ExactShapley.Values(Players, table);
        var moments = new RunningMoments(Players);
        for (int trial = 0; trial < Trials; trial++)
        {
            double[] values = Estimate(id, Players, table, 200, (ulong)trial).Values;
            values.Sum().ShouldBe(table[^1] - table[0], 1e-9);
            moments.Add(values);
        }

        double[] errors = moments.StandardError();
        for (int i = 0; i < Players; i++)
        {
            // Regressions have a bias of the order of 1 / budget; four standard errors of the mean cover the rest.
            moments.Mean[i].ShouldBe(exact[i], (4 * errors[i]) + (id == "unbiased-kernel-shap" || id == "shapley-sampling" ? 0 : 0.01));
        }
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Linear_games_are_solved_by_regressions_and_orders_exactly(string id)
    {
        double[] table =
            [.. Enumerable.Range(0, 1 << Players).Select(bits => 2 + Enumerable.Range(0, Players).Sum(i => (bits >> i & 1) * (i - 3.0)))];
        ShapleyEstimate estimate = Estimate(id, Players, table, 200, seed: 3);
        if (id != "unbiased-kernel-shap")
        {
            estimate.Values.ShouldBeClose(Enumerable.Range(0, Players).Select(i => i - 3.0), 1e-9);
            estimate.StandardErrors.ShouldAllBe(error => error < 1e-9);
        }
        else
        {
            estimate.Values.Sum().ShouldBe(Enumerable.Range(0, Players).Sum(i => i - 3.0), 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void The_budget_is_kept_and_precision_ends_the_work_early(string id)
    {
        double[] table = Games.Wild(Players, seed: 11);
        foreach (int budget in (int[])[50, 137, 400])
        {
            int asked = 0;
            Estimate(id, Players, table, budget, 1, count: rows => asked += rows);

            // Orders start and end with coalitions already known, which the count of this test repeats.
            asked.ShouldBeLessThanOrEqualTo(id == "shapley-sampling" ? budget * (Players + 1) / (Players - 1) : budget);
        }

        // Regressions would ask for all 512 coalitions if the budget held them.
        bool enumerates = id is "kernel-shap" or "leverage-shap";
        int spent = 0;
        ShapleyEstimate estimate = Estimate(id, Players, table, enumerates ? 510 : 100000, 1, 0.2, rows => spent += rows);
        estimate.RelativeError.ShouldBeLessThanOrEqualTo(0.2);
        spent.ShouldBeLessThan(enumerates ? 400 : 50000);
    }

    [Theory]
    [InlineData("kernel-shap")]
    [InlineData("leverage-shap")]
    public void With_a_budget_for_all_coalitions_regressions_are_exact(string id)
    {
        double[] table = Games.Wild(6, seed: 2);
        ShapleyEstimate estimate = Estimate(id, 6, table, 64, seed: 1);
        estimate.Values.ShouldBeClose(Games.ByAllOrders(6, table), 1e-9);
        estimate.StandardErrors.ShouldAllBe(error => error == 0);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    public void The_slope_of_the_exact_matrix_is_that_of_the_kernel(int players)
    {
        // Brute force over sizes: P(1 in z) − P(1 and 2 in z) under the kernel.
        double[] sizes = [.. Enumerable.Range(1, players - 1).Select(s => 1.0 / (s * (players - s)))];
        double slope = sizes.Select((weight, k) =>
        {
            double s = k + 1;
            return weight / sizes.Sum() * ((s / players) - (s * (s - 1) / (players * (players - 1.0))));
        }).Sum();
        UnbiasedKernelShap.Slope(players).ShouldBe(slope, 1e-12);
    }

    [Fact]
    public void Leverage_takes_the_smallest_sizes_in_full_and_meets_the_budget_on_average()
    {
        // The 20 pairs of sizes 1 and 19 are all taken; sizes 2 to 9 get 2c each and size 10 gets c: 20 + 17 c = 300.
        double[] probabilities = LeverageShap.Probabilities(20, 300);
        probabilities[1].ShouldBe(1);
        probabilities[2].ShouldBe(2 * (280 / 17.0) / 190, 1e-9);
        probabilities[10].ShouldBe(2 * (280 / 17.0) / 184756, 1e-9);
        double expected = Enumerable.Range(1, 10).Sum(s => probabilities[s] * ShapleyKernel.Binomial(20, s) / (s == 10 ? 2 : 1));
        expected.ShouldBe(300, 1e-6);
    }

    // With 14 pairs of 12 players on average, many a draw leaves the fit undetermined.
    [Fact]
    public void Leverage_draws_again_what_does_not_determine_the_values()
    {
        for (ulong seed = 0; seed < 200; seed++)
        {
            int rows = 0;
            ShapleyEstimate estimate = LeverageShap.Estimate(
                12,
                coalitions =>
                {
                    rows += coalitions.Count;
                    return [.. coalitions.Select(z => z.Select((one, i) => one ? i % 5 : 0.0).Sum())];
                },
                30,
                0,
                new DeterministicRandom(seed)).ShouldNotBeNull($"seed {seed}");
            rows.ShouldBeLessThanOrEqualTo(30);
            estimate.Values.ShouldBeClose(Enumerable.Range(0, 12).Select(i => (double)(i % 5)), 1e-6);
        }
    }

    [Theory]
    [InlineData(300)]
    public void Leverage_sampling_stands_astronomical_numbers_of_coalitions(int players)
    {
        var random = new DeterministicRandom(4);
        ShapleyEstimate estimate = LeverageShap.Estimate(
            players, coalitions => [.. coalitions.Select(z => z.Select((one, i) => one ? i % 7 : 0.0).Sum())], 700, 0, random)
                .ShouldNotBeNull();
        estimate.Values.ShouldBeClose(Enumerable.Range(0, players).Select(i => (double)(i % 7)), 1e-6);
    }

    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void The_regression_is_that_of_the_reference(string name)
    {
        foreach ((_, JsonElement target) in GoldenRequest.Of(name, Quantity.Probability))
        {
            foreach (JsonElement expected in target.At("kernel_shap").EnumerateArray())
            {
                bool[][] coalitions = GoldenRequest.Masks(expected.At("coalitions"));
                ConstrainedRegression fit = ConstrainedRegression.Fit(
                    coalitions,
                    expected.At("weights").Doubles(),
                    expected.At("values").Doubles(),
                    expected.At("empty").GetDouble(),
                    expected.At("full").GetDouble()).ShouldNotBeNull();
                Close.Within(expected.At("phi").Doubles(), fit.Coefficients, 1e-7, 1e-6, name);
            }
        }
    }

    [Fact]
    public void Kernel_weights_are_those_published()
    {
        foreach (JsonElement entry in Toy.Math.At("shapley_kernel").EnumerateArray())
        {
            int players = entry.At("m").GetInt32();
            Enumerable.Range(1, players - 1).Select(size => ShapleyKernel.OfCoalition(size, players))
                .ShouldBeClose(entry.EnumerateObject().First(field => field.Value.ValueKind == JsonValueKind.Array).Value.Doubles(), 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Explainers_are_exact_on_a_linear_model_and_share_words_by_pieces(string id)
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), "a slow but very good film");
        Attribution attribution = Toy.Make($"{id}:budget=2000,features=words").Explain(request);
        attribution.FeatureScores(request).ShouldBeClose(
            "a slow but very good film".Split(' ').Select(Toy.Weight), id == "unbiased-kernel-shap" ? 0.5 : 1e-5);
        attribution.StandardErrors.Length.ShouldBe(request.Input.Tokens.Length);
    }

    [Theory]
    [InlineData("shapley-sampling:budget=5", "12 or more")]
    [InlineData("kernel-shap:budget=5", "14 or more")]
    [InlineData("leverage-shap:budget=5", "14 or more")]
    public void A_budget_too_small_for_the_text_is_refused_with_what_is_allowed(string spec, string allowed) =>
        Should.Throw<BenchException>(() => Toy.Make(spec).Explain(Toy.Request(Toy.Linear(), "a slow but very good film")))
            .Message.ShouldContain(allowed);
}
