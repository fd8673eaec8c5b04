using Bench.Abstractions;
using Bench.Explainers;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class ClosedFormModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("and", "a b c", 2 * 6.0, "4 4 4")]
    [InlineData("and", "a b", 0, "0 0")]
    [InlineData("or", "a", 6, "6")]
    [InlineData("or", "a b", 6, "3 3")]
    [InlineData("or", "a b c", 6, "2 2 2")]
    [InlineData("xor", "a b", 0, "0 0")]
    [InlineData("xor", "a b c", 6, "2 2 2")]
    public void Gates_over_three_words_share_their_effect(string kind, string text, double effect, string shares)
    {
        string weight = kind == "and" ? "12" : "6";
        LoadedModel model = Open(
            $$"""{"labels":["NO","YES"],"bias":0.5,"words":{},"gates":[{"kind":"{{kind}}","words":["a","b","c"],"weight":{{weight}}}]}""");

        TokenizedText input = model.Tokenizer.Tokenize(text);

        model.Model.Predict([input.Row])[0].Span.ToArray().ShouldBe([(float)(-0.5 - effect), (float)(0.5 + effect)]);
        Exact(model, input, 1)[1..^1].ShouldBe([.. shares.Split(' ').Select(double.Parse)], 1e-9);
        Exact(model, input, 0)[1..^1].ShouldBe([.. shares.Split(' ').Select(share => -double.Parse(share))], 1e-9);
    }

    /// <summary>At whole counts the wave is the straight line 3n, whatever its slope: 3 (1 − 2π · 5 · 0.2) there.</summary>
    [Theory]
    [InlineData("a", 3)]
    [InlineData("a z a", 6)]
    public void A_wave_is_a_straight_line_at_whole_counts_and_its_slope_is_not(string text, double effect)
    {
        LoadedModel model = Open(
            """{"labels":["NO","YES"],"bias":0,"words":{},"gates":[{"kind":"wave","words":["a"],"weight":3,"amplitude":-0.2,"frequency":5}]}""");
        TokenizedText input = model.Tokenizer.Tokenize(text);

        ((double)model.Model.Predict([input.Row])[0].Span[1]).ShouldBe(effect, 1e-5);
        Exact(model, input, 1).Sum().ShouldBe(effect, 1e-9);
        Exact(model, input, 1)[1].ShouldBe(3, 1e-9);
        Tensor gradient = model.Model.Gradients([new TargetQuery(input.Row, new Target(1), Quantity.Logit)])[0].Gradient;
        ((double)gradient[1].Span[1]).ShouldBe(3 * (1 - (2 * Math.PI)), 1e-4);
    }

    [Fact]
    public void The_exact_attribution_is_the_shapley_value_that_enumeration_finds()
    {
        LoadedModel model = Open("""
            {"labels":["NO","YES"],"bias":0.2,"words":{"a":0.5,"b":-1,"e":0.3},"gates":[
              {"kind":"xor","words":["a","b","c","d"],"weight":1.5},{"kind":"or","words":["a","d"],"weight":-0.7},{"kind":"and","words":["b","e"],"weight":2}]}
            """);
        var enumerate = new ExactShapleyExplainer(new PerturbationOptions());

        // 'a' stands twice and 'z' is unknown: counts above 1 stay multilinear in the tokens.
        TokenizedText input = model.Tokenizer.Tokenize("a b z c a d e");
        Attribution found =
            enumerate.Explain(
                new ExplanationRequest { Model = model.Model, Tokenizer = model.Tokenizer, Input = input, Target = new Target(1) });

        Exact(model, input, 1).ShouldBe(found.Scores, 1e-5);
    }

    [Fact]
    public void Gradients_are_the_slopes_that_small_steps_show()
    {
        LoadedModel model = Open("""
            {"labels":["NO","YES"],"bias":0,"words":{"a":0.5},"gates":[
              {"kind":"xor","words":["a","b"],"weight":0.5},{"kind":"or","words":["b","c","a"],"weight":-0.7},{"kind":"and","words":["b","c"],"weight":0.4},
              {"kind":"wave","words":["c"],"weight":0.1,"amplitude":0.3,"frequency":1}]}
            """);
        IModel gradients = model.Model;
        InputRow row = model.Tokenizer.Tokenize("a b c").Row;
        float[] origin = gradients.Embed(row).Span.ToArray();
        foreach (Quantity quantity in new[] { Quantity.Logit, Quantity.Probability })
        {
            float[] gradient = gradients.Gradients([new TargetQuery(row, new Target(0), quantity)])[0].Gradient.Span.ToArray();
            for (int i = 0; i < origin.Length; i++)
            {
                float[] direction = new float[origin.Length];
                direction[i] = 1;
                InputRow Step(float size) =>
                    new() { TokenIds = row.TokenIds, Embeddings = new ReplacedEmbeddings(origin, direction, size) };
                double[] ends = gradients.Values([Step(0.02f), Step(-0.02f)], new Target(0), quantity);
                ((double)gradient[i]).ShouldBe((ends[0] - ends[1]) / 0.04, 1e-3);
            }
        }
    }

    [Theory]
    [InlineData(Removal.Mask)]
    [InlineData(Removal.Delete)]
    [InlineData(Removal.Pad)]
    [InlineData(Removal.AttentionMask)]
    public void Every_way_to_take_a_word_away_is_the_same(Removal removal)
    {
        LoadedModel model = Open(
            """{"labels":["NO","YES"],"bias":0,"words":{"a":0.5,"b":2},"gates":[{"kind":"and","words":["a","b"],"weight":4}]}""");
        TokenizedText input = model.Tokenizer.Tokenize("a b");

        InputRow row = Perturbation.Keep(input, [true, true, false, true], removal, model.Tokenizer.Special);

        model.Model.Predict([row])[0].Span[1].ShouldBe(0.5f);
        Exact(model, row, 1)[1].ShouldBe(0.5);
    }

    [Fact]
    public void The_exact_explainer_asks_a_model_that_knows()
    {
        LoadedModel model = Open("""{"labels":["NO","YES"],"bias":0,"words":{"a":0.5,"b":2},"gates":[]}""");
        var request = new ExplanationRequest
        {
            Model = new RememberingModel(model.Model, new CostMeter()),
            Tokenizer = model.Tokenizer,
            Input = model.Tokenizer.Tokenize("b a"),
            Target = new Target(1),
        };

        new ExactExplainer().Explain(request).Scores.ShouldBe([0, 2, 0.5, 0]);
        Should.Throw<BenchException>(() => new ExactExplainer().Explain(request with { Quantity = Quantity.Probability })).Message
            .ShouldContain("logits only");
        Should.Throw<BenchException>(() => new ExactExplainer().Explain(request with { Model = new BagOfWordsModel(_ => 1) })).Message
            .ShouldContain("does not offer");
    }

    [Fact]
    public void Texts_that_are_too_long_are_cut_and_counted_and_words_keep_their_offsets()
    {
        LoadedModel model = Open("""{"labels":["NO","YES"],"bias":0,"words":{"a":1},"gates":[]}""");

        TokenizedText cut = model.Tokenizer.Tokenize(string.Join(' ', Enumerable.Repeat("a", 600)), "a a");
        TokenizedText pair = model.Tokenizer.Tokenize(" a  z", "a");

        (cut.Tokens.Length, cut.Truncated).ShouldBe((512, 602 - 509));
        pair.Tokens.Select(token => (token.Text, token.Start, token.End, token.Segment)).ShouldBe(
            [("[CLS]", 0, 0, 0), ("a", 1, 2, 0), ("[UNK]", 4, 5, 0), ("[SEP]", 0, 0, 0), ("a", 0, 1, 1), ("[SEP]", 0, 0, 1)]);
    }

    [Theory]
    [InlineData("""{"labels":["NO"],"bias":0,"words":{},"gates":[]}""", "two different labels")]
    [InlineData("""{"labels":["NO","YES"],"bias":0,"words":{"a b":1},"gates":[]}""", "white space")]
    [InlineData(
        """{"labels":["NO","YES"],"bias":0,"words":{},"gates":[{"kind":"and","words":["a","a"],"weight":1}]}""", "2 to 8 different words")]
    [InlineData(
        """{"labels":["NO","YES"],"bias":0,"words":{},"gates":[{"kind":"nand","words":["a","b"],"weight":1}]}""", "closed-form.json")]
    [InlineData("""{"labels":["NO","YES"],"bias":0,"words":{}""", "closed-form.json")]
    [InlineData(
        """{"labels":["NO","YES"],"bias":0,"words":{},"gates":[{"kind":"wave","words":["a","b"],"weight":1,"amplitude":1,"frequency":1}]}""", "a wave has one word")]
    [InlineData("""{"labels":["NO","YES"],"bias":0,"words":{},"gates":[{"kind":"wave","words":["a"],"weight":1,"amplitude":1}]}""",
        "a wave has one word")]
    [InlineData("""{"labels":["NO","YES"],"bias":0,"words":{},"gates":[{"kind":"and","words":["a","b"],"weight":1,"frequency":2}]}""",
        "no other gate")]
    [InlineData("""{"labels":["NO","YES"],"bias":"NaN","words":{},"gates":[]}""", "not finite")]
    public void A_malformed_formula_is_refused(string json, string expected) =>
        Should.Throw<BenchException>(() => Open(json)).Message.ShouldContain(expected);

    private LoadedModel Open(string json)
    {
        _folder.Write("model/closed-form.json", json);
        return ClosedFormFolder.Open(_folder.File("model"));
    }

    private static double[] Exact(LoadedModel model, TokenizedText input, int output) => Exact(model, input.Row, output);

    private static double[] Exact(LoadedModel model, InputRow row, int output) =>
        model.Model.Answer(Query.Of(model.Model.Info, row, Ask.Exact, new Target(output), Quantity.Logit)).Exact.ToArray();
}
