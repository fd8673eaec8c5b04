using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace Bench.Explainers.Tests;

public class ExactShapleyTests
{
    [Fact]
    public void They_are_the_mean_over_all_orders() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            (from players in Gen.Choose(1, 6)
             from table in Gen.Choose(-50, 50).ArrayOf(1 << players)
             select (
                players, table)).ToArbitrary(),
            game =>
            {
                double[] table = Array.ConvertAll(game.table, value => value / 4.0);
                ExactShapley.Table(game.players, Games.Of(table)).ShouldBe(table);
                ExactShapley.Values(game.players, table).ShouldBeClose(Games.ByAllOrders(game.players, table), 1e-9);
            }));

    [Fact]
    public void Published_games()
    {
        foreach (JsonElement game in Toy.Math.At("games").EnumerateArray())
        {
            double[] expected = game.At("shapley").Doubles();
            double[] table = [.. game.EnumerateObject().First(field => field.Value.ValueKind == JsonValueKind.Array
                && field.Value.GetArrayLength() == 1 << expected.Length).Value.EnumerateArray().Select(value => value.GetDouble())];
            ExactShapley.Values(expected.Length, table).ShouldBeClose(expected, 1e-8);
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.With), "shapley", MemberType = typeof(GoldenCases))]
    public void Values_of_the_reference(string name)
    {
        foreach (Quantity quantity in GoldenCase.Quantities)
        {
            foreach ((ExplanationRequest request, JsonElement target) in GoldenRequest.Of(name, quantity))
            {
                if (target.Maybe("shapley")?.Maybe(GoldenTarget.Key(quantity)) is { } expected)
                {
                    Attribution attribution = Toy.Make("exact-shapley").Explain(request);
                    GoldenRequest.Check(expected.At("values"), attribution.FeatureScores(request), $"{name} {quantity}");
                    GoldenRequest.Check(expected.At("empty").GetDouble(), attribution.Diagnostics[DiagnosticNames.BaselineValue], name);
                    GoldenRequest.Check(expected.At("full").GetDouble(), attribution.Diagnostics[DiagnosticNames.InputValue], name);
                    attribution.Diagnostics[DiagnosticNames.EfficiencyGap].ShouldBe(0, 1e-9);
                }
            }
        }
    }

    [Fact]
    public void Too_many_features_are_refused_before_the_model_is_asked()
    {
        TokenizedText input = Toy.Tokenizer.Tokenize("one two three four five six one two three four five six one two three");
        FunctionModel model = Toy.Game(input, _ => 1);
        Should.Throw<BenchException>(() => Toy.Make("exact-shapley").Explain(Toy.Request(model, input.Text)))
            .Message.ShouldContain("1 to 14");
        model.Rows.ShouldBe(0);
    }
}
