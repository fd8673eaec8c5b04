using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

/// <summary>Partition SHAP against SHAP's PartitionExplainer.</summary>
public class PartitionShapGoldenTests
{
    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Trees_are_those_of_the_reference(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach (JsonElement tree in golden.Root.At("trees").EnumerateArray())
        {
            string kind = tree.At("name").GetString()!;
            if (kind != "random_adjacent")
            {
                PartitionTree built = kind == "balanced"
                    ? PartitionTree.Balanced(golden.FeaturePositions.Length)
                    : ShapTextTree.Build(golden.Input);
                built.Merges.ShouldBe(Merges(tree), $"{name} {kind}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Values_and_evaluations_on_every_tree_and_budget(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach ((ExplanationRequest request, JsonElement target) in GoldenRequest.Of(name, Quantity.Probability))
        {
            var game = new CoalitionGame(request, FeatureSet.Of(request.Input, FeatureUnit.Tokens), Removal.Mask, CancellationToken.None);
            foreach (JsonElement entry in target.At("partition_shap").EnumerateArray())
            {
                JsonElement tree = golden.Root.At("trees").EnumerateArray()
                    .Single(candidate => candidate.At("name").GetString() == entry.At("tree_name").GetString());
                int[] positions = tree.At("positions").Integers();
                int[] leafOfFeature = [.. golden.FeaturePositions.Select(position => Array.IndexOf(positions, position))];
                foreach ((string field, int budget, int batch) in (ReadOnlySpan<(string, int, int)>)
                    [("exact", int.MaxValue, 10), ("max_evals_50_batch_10", 50, 10), ("max_evals_50_batch_1", 50, 1)])
                {
                    OwenResult result = OwenValues.Compute(new PartitionTree(positions.Length, Merges(tree)), budget, batch, 0, masks =>
                        game.Values([.. masks.Select(mask => Array.ConvertAll(leafOfFeature, leaf => mask[leaf]))]));
                    string what = $"{name} {tree.At("name").GetString()} {field}";
                    JsonElement expected = entry.At(field);
                    GoldenRequest.Check(expected.At("values"), result.Values, what);
                    GoldenRequest.Check(expected.At("base_value").GetDouble(), result.Empty, what);
                    result.Evaluations.ShouldBe(expected.At("evaluations").GetInt32(), what);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.WithText), MemberType = typeof(GoldenCases))]
    public void The_explainer_gives_the_values_of_its_tree(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach ((ExplanationRequest request, JsonElement target) in GoldenRequest.Of(name, Quantity.Probability))
        {
            JsonElement shap = target.At("partition_shap").EnumerateArray()
                .Single(entry => entry.At("tree_name").GetString() == "shap_text_masker").At("max_evals_50_batch_10", "values");
            double[] expected = [.. shap.Doubles().Select((value, i) => golden.SpecialMask[i] ? 0 : value)];
            Close.Within(
                expected,
                [.. Toy.Make("partition-shap:hierarchy=shap-text,budget=50").Explain(request).Scores],
                1e-5,
                1e-4,
                name);
        }
    }

    private static IEnumerable<(int, int)> Merges(JsonElement tree) =>
        tree.At("clustering").EnumerateArray().Select(row => (row[0].GetInt32(), row[1].GetInt32()));
}
