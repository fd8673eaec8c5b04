using Bench.Abstractions;
using Bench.Inference;
using Shouldly;
using Xunit;

namespace Bench.TestKit;

/// <summary>
/// How tokens mix, for cores that tell: golden maps, maps of one layer small enough to work out by hand, and what holds of every map.
/// </summary>
/// <param name="core">The core.</param>
public abstract class CoreMixingContract(TestedCore core)
{
    // One minus a cosine near 1 loses digits in single precision; the tolerance is that of tests/golden/README.md.
    private const double Tolerance = 2e-4;

    private static readonly float[][] _words = [[1, -1, 1, -1], [MathF.Sqrt(2), -MathF.Sqrt(2), 0, 0]];

    public static TheoryData<TokenMixing> Kinds => [.. Enum.GetValues<TokenMixing>()];

    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Value_zeroing_agrees(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach ((string way, IModel model) in core.Ways(golden.ModelName))
        {
            golden.RequireValueZeroing(model, Tolerance, $"{name} {way}");
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Micro), MemberType = typeof(GoldenCases))]
    public void Alti_agrees_with_the_reference(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        Tensor expected = GoldenCases.Reference(golden.ModelName).Mix([golden.Row], TokenMixing.Alti)[0];
        foreach ((string way, IModel model) in core.Ways(golden.ModelName))
        {
            Close.ToLargest(
                expected, model.Mix([golden.Row], TokenMixing.Alti)[0], 1e-5, 0, $"{name} {way}");
        }
    }

    // Both words are normalised already, attention is uniform, values are doubled, and the feed-forward part adds nothing: token i has
    // y ~ x_i + x_0 + x_1, of which x_j, and for j = i twice x_j, comes from token j. With ‖x_0‖₁ = 4 and ‖x_1‖₁ = 2√2, and no signs that
    // cancel, each part's nearness is its own norm.
    [Fact]
    public void Alti_of_uniform_attention_is_what_paper_and_pencil_give()
    {
        double root = Math.Sqrt(2);
        double[] expected = [8 / (8 + (2 * root)), 2 * root / (8 + (2 * root)), 1 / (1 + root), root / (1 + root)];
        foreach (IModel model in Models(attention: 0, value: 2))
        {
            Close.Within(expected, Map(model, TokenMixing.Alti), 1e-6, 0, model.GetType().Name);
        }
    }

    // Products of the words: x_0·x_0 = x_1·x_1 = 4, x_0·x_1 = 2√2. Without the values of token j the output turns from a x_0 + b x_1 to
    // the same less x_j.
    [Fact]
    public void Value_zeroing_of_uniform_attention_is_what_paper_and_pencil_give()
    {
        double[] scores = [Turn(2, 1, 1, 1), Turn(2, 1, 2, 0), Turn(1, 2, 0, 2), Turn(1, 2, 1, 1)];
        double[] expected = [scores[0] / (scores[0] + scores[1]), scores[1] / (scores[0] + scores[1]),
            scores[2] / (scores[2] + scores[3]), scores[3] / (scores[2] + scores[3])];
        foreach (IModel model in Models(attention: 0, value: 2))
        {
            Close.Within(expected, Map(model, TokenMixing.ValueZeroing), 1e-5, 0, model.GetType().Name);
        }

        static double Turn(double a, double b, double c, double d)
        {
            double Product(double e, double f, double g, double h) => (4 * ((e * g) + (f * h))) + (2 * Math.Sqrt(2) * ((e * h) + (f * g)));
            return 1 - (Product(a, b, c, d) / Math.Sqrt(Product(a, b, a, b) * Product(c, d, c, d)));
        }
    }

    [Fact]
    public void Attention_to_oneself_alone_is_the_identity()
    {
        // Values that are not parallel to the states, so that zeroing them turns the output.
        foreach (IModel model in Models(attention: 100, value: 2, bias: 0.5f))
        {
            foreach (TokenMixing kind in Enum.GetValues<TokenMixing>())
            {
                Close.Within([1, 0, 0, 1], Map(model, kind), 1e-6, 0, $"{model.GetType().Name} {kind}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Values_that_change_nothing_leave_every_token_to_itself(TokenMixing kind)
    {
        foreach (IModel model in Models(attention: 0, value: 0))
        {
            Close.Within([1, 0, 0, 1], Map(model, kind), 0, 0, model.GetType().Name);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Rows_sum_to_1_and_hidden_tokens_give_nothing(TokenMixing kind)
    {
        foreach (IModel model in (IModel[])[Mixing, GoldenCases.Reference("bert-micro")])
        {
            var row = new InputRow { TokenIds = new[] { 2, 14, 15, 16, 3 }, AttentionMask = new[] { true, true, false, true, true } };
            Tensor maps = model.Mix([row], kind)[0];
            maps.Shape.ShouldBe(new Shape(2, 5, 5));
            for (int i = 0; i < 10; i++)
            {
                float[] entries = maps.Span.Slice(5 * i, 5).ToArray();
                entries.Sum().ShouldBe(1, 1e-5);
                entries.ShouldAllBe(entry => entry >= 0);
                if (i % 5 != 2)
                {
                    entries[2].ShouldBe(0);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_masked_row_agrees_with_the_reference(TokenMixing kind)
    {
        var row = new InputRow
        {
            TokenIds = new[] { 2, 14, 15, 16, 17, 3 },
            AttentionMask = new[] { true, false, true, true, false, true },
        };
        Close.ToLargest(
            GoldenCases.Reference("bert-micro").Mix([row], kind)[0], Mixing.Mix([row], kind)[0], Tolerance, 0, $"{kind}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_row_alone_equals_the_row_in_any_batch(TokenMixing kind)
    {
        InputRow[] rows = [.. Enumerable.Range(3, 9).Select(n => new InputRow { TokenIds = Enumerable.Range(10, n).ToArray() })];
        IReadOnlyList<Tensor> together = Mixing.Mix(rows, kind);
        for (int i = 0; i < rows.Length; i++)
        {
            core.RequireSame(Mixing.Mix([rows[i]], kind)[0], together[i], Tolerance, $"row {i}");
        }
    }

    [Fact]
    public void Rows_that_do_not_fit_are_refused() =>
        Should.Throw<BenchException>(() => Mixing.Mix([new InputRow { TokenIds = new[] { 2, 1_000_000 } }], TokenMixing.Alti));

    private IModel Mixing => core.Get("bert-micro");

    private static float[] Map(IModel model, TokenMixing kind) =>
        model.Mix([new InputRow { TokenIds = new[] { 0, 1 } }], kind)[0].Span.ToArray();

    // One layer, one head, width 4: queries and keys are the states times the root of a factor, values the states times another.
    private IEnumerable<IModel> Models(float attention, float value, float bias = 0)
    {
        float sharpness = MathF.Sqrt(attention);
        var norm = new LayerNorm(Vector([1, 1, 1, 1]), Vector([0, 0, 0, 0]));
        var layer = new LayerWeights(
            Scaled(sharpness), Scaled(sharpness), Scaled(value) with { Bias = Vector([bias, 0, 0, bias]) }, Scaled(1), norm, Scaled(0),
            Scaled(0), norm);
        var weights = new EncoderWeights
        {
            Words = new Tensor(_words.SelectMany(word => word).ToArray(), new Shape(2, 4)),
            Positions = new Tensor(new float[8], new Shape(2, 4)),
            Types = null,
            EmbeddingNorm = norm,
            Layers = [layer],
            Head = new ClassificationHead(
                null, HiddenActivation.Tanh, new Linear(new Tensor(new float[8], new Shape(2, 4)), Vector([0, 0]))),
        };
        var config = new EncoderConfig
        {
            Architecture = "ByHand",
            Layers = 1,
            Heads = 1,
            HiddenSize = 4,
            IntermediateSize = 4,
            EmbeddingSize = 4,
            VocabularySize = 2,
            MaxPositions = 2,
            FirstPosition = 0,
            PadTokenId = 0,
            TypeVocabularySize = 0,
            LayerNormEpsilon = 1e-12,
            Activation = HiddenActivation.Relu,
            Labels = ["A", "B"],
            OutputActivation = OutputActivation.Softmax,
        };
        return [new ReferenceEncoder(config, weights, "by-hand"), core.Load("by-hand", config, weights)];
    }

    private static Tensor Vector(float[] values) => new(values, new Shape(values.Length));

    private static Linear Scaled(float factor)
    {
        float[] weight = new float[16];
        for (int i = 0; i < 4; i++)
        {
            weight[5 * i] = factor;
        }

        return new Linear(new Tensor(weight, new Shape(4, 4)), Vector(new float[4]));
    }
}
