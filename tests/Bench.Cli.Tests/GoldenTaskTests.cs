using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>The program against transformers: ids, offsets, logits and explanations as <c>explain</c> prints them.</summary>
public sealed class GoldenTaskTests
{
    // As tests/golden/tasks/README.md says.
    private const double Absolute = 1e-5;
    private const double Relative = 1e-4;

    private static readonly string[] _explainers =
    [
        "--explainer", "gradient:norm=l2",
        "--explainer", "gradient-x-input",
        "--explainer", "integrated-gradients:steps=20,rule=gauss-legendre,baseline=pad,separators=keep",
    ];

    public static TheoryData<string, string, bool> Cases
    {
        get
        {
            var data = new TheoryData<string, string, bool>();
            string[] models =
            [
                "bert-ner", "distilbert-ner", "electra-ner", "xlm-roberta-ner", "bert-qa", "distilbert-qa", "roberta-qa",
                "roberta-nli", "bert-multilabel", "bert-regression", "camembert",
            ];
            foreach (string model in models)
            {
                data.Add(model, "pair", false);
            }

            data.Add("bert-ner", "long", true);
            data.Add("roberta-qa", "pair", true);
            data.Add("roberta-qa", "names", true);
            data.Add("bert-qa", "names", false);
            data.Add("xlm-roberta-ner", "names", true);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Explanations_are_those_of_the_reference(string model, string name, bool byIds)
    {
        JsonElement golden = GoldenJson.Read(Path.Combine(Repository.Golden, "tasks", "cases", $"{model}.json"))
            .At("cases").EnumerateArray().First(element => element.At("case").GetString() == name);
        JsonElement target = golden.At("targets").EnumerateArray().First();
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "tokens.json");
        File.WriteAllText(file, golden.GetRawText());
        string[] input = byIds
            ? ["--tokens-json", file]
            : ["--text", golden.At("text").GetString()!,
                .. golden.At("text_pair").GetString() is { } pair ? ["--text-pair", pair] : (string[])[]];

        JsonElement printed = BenchProcess.Run(
            ["explain", "--model", GoldenTask.Model(model), "--format", "json", "--target", Name(target.At("target")), .. input,
                .. _explainers]).Json();

        JsonElement[] tokens = [.. printed.At("tokens").EnumerateArray()];
        tokens.Select(token => token.At("id").GetInt32()).ShouldBe(golden.At("inputs", "input_ids").Integers());
        tokens.Select(token => token.At("special").GetBoolean() ? 1 : 0).ShouldBe(golden.At("special_tokens_mask").Integers());
        if (!byIds)
        {
            tokens.SelectMany(token => (int[])[token.At("start").GetInt32(), token.At("end").GetInt32()])
                .ShouldBe(golden.At("offsets").EnumerateArray().SelectMany(span => span.Integers()));
        }

        printed.At("target", "kind").GetString().ShouldBe(target.At("target", "kind").GetString());
        Close.Within(golden.At("logits").Doubles(), printed.At("logits").Doubles(), Absolute, Relative, "logits");
        JsonElement[] explanations = [.. printed.At("explanations").EnumerateArray()];
        double[][] expected =
        [
            target.At("saliency_l2").EnumerateArray().Single().Doubles(),
            target.At("gradient_x_input").EnumerateArray().Single().Doubles(),
            target.At("integrated_gradients", "scores").Doubles(),
        ];
        foreach ((double[] scores, JsonElement explanation) in expected.Zip(explanations))
        {
            Close.Within(scores, explanation.At("scores").Doubles(), Absolute, Relative, explanation.At("name").GetString()!);
        }
    }

    private static string Name(JsonElement target) => target.At("kind").GetString() switch
    {
        "class" => FormattableString.Invariant($"{target.At("index").GetInt32()}"),
        "token-class" => FormattableString.Invariant($"{target.At("index").GetInt32()}@{target.At("position").GetInt32()}"),
        var kind => FormattableString.Invariant($"{kind}@{target.At("position").GetInt32()}"),
    };
}
