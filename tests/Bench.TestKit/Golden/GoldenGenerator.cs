using System.Globalization;
using System.Text.Json.Nodes;
using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>
/// Makes golden cases of what needs no library to compare with: the forward pass as the papers write it, gradients by finite differences,
/// coalitions by enumeration, paths by quadrature. The form is that of <c>tests/golden/README.md</c>, with the fields that can be made so.
/// </summary>
/// <param name="model">A model that answers for the whole text.</param>
/// <param name="special">Ids of its special tokens.</param>
public sealed class GoldenGenerator(ReferenceEncoder model, SpecialTokens special)
{
    private const int Steps = 50;

    /// <summary>Makes a case.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="row">The row.</param>
    /// <param name="isSpecial">Which tokens are special, length n.</param>
    public JsonObject Case(string name, InputRow row, IReadOnlyList<bool> isSpecial)
    {
        Grid logits = model.Exact(row);
        double[] z = [.. Enumerable.Range(0, logits.Columns).Select(column => logits[0, column])];
        int best = Array.IndexOf(z, z.Max());
        return new JsonObject
        {
            ["format"] = "golden-case/1",
            ["made_by"] = "Bench.Golden: reference encoder, finite differences, enumeration, quadrature",
            ["model_name"] = model.Info.Name,
            ["case"] = name,
            ["input_ids"] = List(row.TokenIds.ToArray()),
            ["token_type_ids"] = row.TypeIds.IsEmpty ? null : List(row.TypeIds.ToArray()),
            ["special_tokens_mask"] = List(isSpecial.Select(flag => flag ? 1 : 0)),
            ["feature_positions"] = List(Features(isSpecial)),
            ["ids"] = new JsonObject
            {
                ["cls"] = special.Classification,
                ["sep"] = special.Separator,
                ["pad"] = special.Padding,
                ["mask"] = special.Mask,
            },
            ["logits"] = List(z),
            ["probabilities"] = List(GoldenFunction.Probabilities(logits, model.Info.Activation)),
            ["baseline_ids"] = List(Baseline(row).TokenIds.ToArray()),
            ["targets"] = new JsonArray(
                [.. new[] { best, (best + 1) % z.Length }.Select(output => Target(row, Features(isSpecial), output, output == best))]),
        };
    }

    private JsonObject Target(InputRow row, int[] features, int output, bool isBest)
    {
        float[] words = model.Embed(row).Span.ToArray();
        float[] baseline = model.Embed(Baseline(row)).Span.ToArray();
        var target = new JsonObject { ["class"] = output, ["is_argmax"] = isBest };
        var paths = new JsonArray();
        foreach (Quantity quantity in GoldenCase.Quantities)
        {
            string key = GoldenTarget.Key(quantity);
            var function = new GoldenFunction(model, output, quantity);
            var gradients = new GoldenGradients(function, row, words);
            double[] gradient = gradients.Gradient();
            Put(target, new JsonArray([.. gradient.Chunk(words.Length / row.Length).Select(List)]), "grad", key);
            Put(target, List(gradients.PerToken(gradient.Select(slope => slope * slope)).Select(Math.Sqrt)), "saliency_l2", key);
            Put(target, List(gradients.PerToken(gradient.Select(Math.Abs))), "saliency_l1", key);
            Put(target, List(gradients.PerToken(gradient.Select((slope, i) => slope * words[i]))), "gradient_x_input", key);
            paths.Add(new JsonObject
            {
                ["quantity"] = key,
                ["method"] = "gausslegendre",
                ["steps"] = Steps,
                ["baseline"] = "pad",
                ["scores"] = List(gradients.Integrated(baseline, Steps)),
                ["f_input"] = function.Of(row),
                ["f_baseline"] =
                    function.Of(
                        new InputRow { TokenIds = row.TokenIds, TypeIds = row.TypeIds, Embeddings = new ReplacedEmbeddings(baseline) }),
            });
            AddGames(target, new GoldenGames(function, row, features, special.RequireMask()), features.Length, key);
        }

        target["integrated_gradients"] = paths;
        return target;
    }

    private static void AddGames(JsonObject target, GoldenGames games, int features, string key)
    {
        Put(target, List(games.DeletedOne()), "leave_one_out", "delete", key);
        Put(target, List(games.MaskedOne()), "leave_one_out", "mask", key);
        Put(target, List(games.MaskedPairs()), "occlusion_window2", key, "windows");
        if (features <= GoldenGames.MostFeatures)
        {
            double[] values = games.Coalitions();
            Put(target, List(GoldenGames.Shapley(values)), "shapley", key, "values");
            Put(target, List(GoldenGames.Banzhaf(values)), "shapley", key, "banzhaf");
            Put(target, values[0], "shapley", key, "empty");
            Put(target, values[^1], "shapley", key, "full");
        }
    }

    // [CLS], padding, [SEP]: an inner separator is padding too.
    private InputRow Baseline(InputRow row) => new()
    {
        TokenIds = row.TokenIds.ToArray().Select((id, i) => i == 0 || i == row.Length - 1 ? id : special.RequirePadding()).ToArray(),
    };

    private static int[] Features(IReadOnlyList<bool> isSpecial) => [.. Enumerable.Range(0, isSpecial.Count).Where(i => !isSpecial[i])];

    private static void Put(JsonObject into, JsonNode value, params string[] path)
    {
        foreach (string name in path[..^1])
        {
            into = (JsonObject)(into[name] ??= new JsonObject());
        }

        into[path[^1]] = value;
    }

    // Twelve digits: finite differences know no more.
    private static JsonArray List(IEnumerable<double> values) =>
        new(
            [.. values.Select(value =>
                (JsonNode)double.Parse(value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))]);

    private static JsonArray List(IEnumerable<int> values) => new([.. values.Select(value => (JsonNode)value)]);
}
