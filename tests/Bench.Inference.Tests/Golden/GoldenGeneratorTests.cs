using System.Text.Json;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Numbers made without any library are those that the libraries gave.</summary>
public sealed class GoldenGeneratorTests
{
    // Golden files hold 8 or 9 digits of numbers computed in double precision.
    private const double Tolerance = 1e-7;

    private static readonly string[][] _fields =
    [
        ["grad", "*"], ["saliency_l2", "*"], ["saliency_l1", "*"], ["gradient_x_input", "*"], ["leave_one_out", "delete", "*"],
        ["leave_one_out", "mask", "*"],
        ["occlusion_window2", "*", "windows"], ["shapley", "*", "values"], ["shapley", "*", "banzhaf"], ["shapley", "*", "empty"],
        ["shapley", "*", "full"],
    ];

    [Theory]
    [InlineData("bert-micro/short")]
    [InlineData("bert-micro/six")]
    [InlineData("roberta-micro/short")]
    [InlineData("albert-micro/short")]
    public void Differences_enumeration_and_quadrature_give_the_golden_numbers(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        JsonElement made = JsonSerializer.SerializeToElement(
            new GoldenGenerator(GoldenCases.Reference(golden.ModelName), golden.Special).Case(name, golden.Row, golden.SpecialMask));

        Same(golden.Root, made, name, "logits");
        Same(golden.Root, made, name, "probabilities");
        Same(golden.Root, made, name, "baseline_ids");
        JsonElement first = made.At("targets")[0];
        JsonElement expected = golden.Targets[0].Root;
        first.At("class").GetInt32().ShouldBe(golden.Targets[0].Class);
        foreach (string[] field in _fields)
        {
            foreach (string quantity in (string[])["logit", "probability"])
            {
                Same(expected, first, name, [.. field.Select(part => part == "*" ? quantity : part)]);
            }
        }

        JsonElement path = expected.At("integrated_gradients").EnumerateArray()
            .First(entry => IsMeant(entry) && entry.At("baseline").GetString() == "pad");
        Same(path,
            first.At("integrated_gradients").EnumerateArray()
                .Single(entry => entry.At("quantity").GetString() == path.At("quantity").GetString()), name, "scores");

        bool IsMeant(JsonElement entry) => entry.At("method").GetString() == "gausslegendre" && entry.At("steps").GetInt32() == 50;
    }

    private static void Same(JsonElement expected, JsonElement found, string name, params string[] path) =>
        Close.Within(expected.At(path).Doubles(), found.At(path).Doubles(), Tolerance, Tolerance, $"{name}: {string.Join('.', path)}");
}
