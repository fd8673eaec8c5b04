using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

/// <summary>Requests about toy models, and explainers made as the command line makes them.</summary>
internal static class Toy
{
    public static ToyTokenizer Tokenizer { get; } = Vocabulary();

    /// <summary>Reference numbers without a model.</summary>
    public static JsonElement Math { get; } = GoldenJson.Read(Path.Combine(Repository.Golden, "math.json"));

    /// <summary>Weight of a word in <see cref="Linear"/>: from −1.5 to 1.75, different for neighbours.</summary>
    public static double Weight(int id) => ((id * 5 % 14) - 6) / 4.0;

    public static double Weight(string word) => Weight(Tokenizer.Id(word));

    public static BagOfWordsModel Linear(double curvature = 0) => new(Weight, bias: 0.5, curvature);

    /// <summary>A model whose first logit is any game on the kept words, in order; a word is kept where its own id stands.</summary>
    public static FunctionModel Game(TokenizedText input, Func<bool[], double> value)
    {
        int[] ids = input.Row.TokenIds.ToArray();
        return new FunctionModel(
            row =>
            {
                bool[] kept = [.. input.FeaturePositions.Select(position => row.TokenIds.Span[position] == ids[position])];
                double number = value(kept);
                return [-number, number];
            },
            "NO",
            "YES");
    }

    public static ExplanationRequest Request(IModel model, string text, string? pair = null, ulong seed = 7) => new()
    {
        Model = model,
        Tokenizer = Tokenizer,
        Input = Tokenizer.Tokenize(text, pair),
        Target = new Target(1),
        Seed = seed,
    };

    public static Catalog<ExplainerDescriptor, IExplainer> Catalog() =>
        BuiltInExplainers.AddTo(new Catalog<ExplainerDescriptor, IExplainer>("explainer"));

    public static IExplainer Make(string spec) => Catalog().Configure(ComponentSpec.Parse(spec)).Instance;

    /// <summary>Scores of the words only.</summary>
    public static double[] FeatureScores(this Attribution attribution, ExplanationRequest request) =>
        [.. request.Input.FeaturePositions.Select(position => attribution.Scores[position])];

    public static void ShouldBeClose(this IEnumerable<double> actual, IEnumerable<double> expected, double tolerance, string? what = null)
    {
        double[] a = [.. actual];
        double[] e = [.. expected];
        a.Length.ShouldBe(e.Length, what);
        for (int i = 0; i < a.Length; i++)
        {
            a[i].ShouldBe(e[i], tolerance, $"{what} element {i}");
        }
    }

    /// <summary>Words get their ids here, so that weights do not depend on the order of tests.</summary>
    private static ToyTokenizer Vocabulary()
    {
        var tokenizer = new ToyTokenizer();
        foreach (string word in "a great film not very good story slow but warm the end is sad and long one two three four five six".Split(
            ' '))
        {
            tokenizer.Id(word);
        }

        return tokenizer;
    }
}
