using System.Text.Json;
using Bench.Abstractions;
using Xunit;

namespace Bench.TestKit;

/// <summary>A core against transformers on settings that no other golden model has (<c>tests/golden/variants</c>).</summary>
/// <param name="core">The core.</param>
public abstract class CoreVariantContract(TestedCore core)
{
    private static readonly string _root = Path.Combine(Repository.Golden, "variants");

    /// <summary>Names of the models.</summary>
    public static TheoryData<string> All =>
        [.. Directory.EnumerateDirectories(_root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(All))]
    public void Settings_mean_what_transformers_computes(string name)
    {
        string folder = Path.Combine(_root, name);
        IModel model = core.At(folder);
        foreach (JsonElement root in GoldenJson.Read(Path.Combine(folder, "cases.json")).At("cases").EnumerateArray())
        {
            var row = new InputRow { TokenIds = root.At("ids").Integers(), TypeIds = root.Maybe("types")?.Integers() ?? default };
            var target = new Target(root.At("target", "index").GetInt32(), root.At("target").Maybe("position")?.GetInt32());
            var query = new TargetQuery(row, target, Quantity.Logit);
            Answer answer = model.Gradients([query])[0];
            string what = $"{name}, {row.Length} tokens";
            Close.Within(root.At("logits").Doubles(), answer.Outputs.Span, 1e-5, 1e-5, what);
            if (root.Maybe("grad") is { } gradient)
            {
                double[] expected = gradient.Doubles();
                double tolerance = 1e-6 + (core.Gradients * expected.Max(Math.Abs));
                Close.Within(expected, answer.Gradient.Span, tolerance, 0, what);
                RequirePlainLayers(model, query, expected, tolerance, what);
            }
            else
            {
                Close.Within(BothUses(root.At("gxi")), Products(answer.Gradient, model.Embed(row)), 1e-5, 1e-4, what);
            }
        }
    }

    // From a point to itself multipliers are the gradient, computed by the plain layers that serve both cores.
    private static void RequirePlainLayers(IModel model, TargetQuery query, double[] expected, double tolerance, string what)
    {
        if (model.Offers.HasFlag(Ask.Contrast))
        {
            ReadOnlyMemory<float> words = model.Embed(query.Row).Data;
            Close.Within(expected, model.Contrast(query, null, words, words).Multipliers.Span, tolerance, 0, $"{what}, plain layers");
        }
    }

    // A token is the decoder's input one place later; the last one's is none.
    private static double[] BothUses(JsonElement uses)
    {
        double[] encoder = uses[0].Doubles(), decoder = uses[1].Doubles();
        return [.. encoder.Select((value, i) => i + 1 < decoder.Length ? value + decoder[i + 1] : value)];
    }

    private static float[] Products(Tensor gradient, Tensor words) =>
        [.. Enumerable.Range(0, gradient.Shape[0])
            .Select(i => gradient[i].Span.ToArray().Zip(words[i].Span.ToArray(), (slope, value) => slope * value).Sum())];
}
