using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

public class PairInteractionsTests
{
    [Fact]
    public void The_interaction_index_of_published_games()
    {
        foreach (JsonElement game in Toy.Math.At("games").EnumerateArray())
        {
            int players = game.At("m").GetInt32();
            var effects = PairInteractions.Of(players, game.At("coalition_values").Doubles(), InteractionIndex.ShapleyInteraction);
            effects.Pairs.Cast<double>().ShouldBeClose(game.At("shapley_interaction").Doubles(), 1e-8);
            effects.Main.ShouldBeClose(game.At("shapley").Doubles(), 1e-8);
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.With), "interaction_index", MemberType = typeof(GoldenCases))]
    public void The_interaction_index_of_the_reference(string name)
    {
        foreach ((ExplanationRequest request, JsonElement target) in GoldenRequest.Of(name, Quantity.Probability))
        {
            if (target.Maybe("shapley")?.At("probability").Maybe("interaction_index") is { } expected)
            {
                var effects = PairInteractions.Compute(request, new PerturbationOptions(), InteractionIndex.ShapleyInteraction);
                GoldenRequest.Check(expected, effects.Pairs.Cast<double>(), name);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public void Faith_shap_is_the_best_fit_by_players_and_pairs_under_the_shapley_kernel(int players)
    {
        double[] table = Games.Wild(players, seed: (ulong)players);
        var effects = PairInteractions.Of(players, table, InteractionIndex.FaithShap);
        (int I, int J)[] pairs = [.. Enumerable.Range(0, players).SelectMany(i => Enumerable.Range(0, i).Select(j => (i, j)))];
        double[] actual = [.. effects.Main, .. pairs.Select(pair => effects.Pairs[pair.I, pair.J])];
        if (players < 3)
        {
            // Players and pairs are the whole game.
            actual.Sum().ShouldBe(table[^1] - table[0], 1e-9);
            effects.Main.ShouldBeClose(Enumerable.Range(0, players).Select(i => table[1 << i] - table[0]), 1e-9);
            return;
        }

        // The regression over all coalitions, with a column for every pair.
        bool[][] rows = [.. Enumerable.Range(1, table.Length - 2).Select(bits => (bool[])
            [
                .. Enumerable.Range(0, players).Select(i => (bits >> i & 1) == 1),
                .. pairs.Select(pair => (bits >> pair.I & bits >> pair.J & 1) == 1),
            ])];
        ConstrainedRegression fit = ConstrainedRegression.Fit(
            rows,
            [.. rows.Select(row => ShapleyKernel.OfCoalition(row.Take(players).Count(one => one), players))],
            table[1..^1],
            table[0],
            table[^1]).ShouldNotBeNull();
        actual.ShouldBeClose(fit.Coefficients, 1e-7);
    }

    [Fact]
    public void The_explainer_shares_pair_effects_by_halves()
    {
        // "not good" together take away 4; alone "not" adds 1 and "good" 2.
        TokenizedText input = Toy.Tokenizer.Tokenize("not good film");
        ExplanationRequest request = Toy.Request(
            Toy.Game(input, kept => (kept[0] ? 1 : 0) + (kept[1] ? 2 : 0) - (kept[0] && kept[1] ? 4 : 0)), input.Text);
        Attribution attribution = Toy.Make("faith-shap").Explain(request);
        attribution.FeatureScores(request).ShouldBeClose([-1, 0, 0], 1e-6);
        attribution.Diagnostics["pair-share"].ShouldBe(4 / 7.0, 1e-6);
        attribution.Diagnostics[DiagnosticNames.EfficiencyGap].ShouldBe(0, 1e-9);
    }
}
