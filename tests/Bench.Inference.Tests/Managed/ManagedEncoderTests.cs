using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>What the golden numbers do not cover: replaced embeddings, masks, other heads, errors, cancelling.</summary>
public class ManagedEncoderTests
{
    private static readonly InputRow s_row = new()
    {
        TokenIds = new[] { 2, 67, 560, 74, 3 },
        TypeIds = new[] { 0, 0, 0, 1, 1 },
        AttentionMask = new[] { true, true, false, true, true },
    };

    [Theory]
    [MemberData(nameof(GoldenCases.Models), MemberType = typeof(GoldenCases))]
    public void Replaced_embeddings_equal_to_the_lookup_change_nothing(string name)
    {
        ManagedEncoder model = Cores.Get(name);
        InputRow row = GoldenCases.Batch(name).Rows[0];
        ReadOnlyMemory<float> words = model.WordEmbeddings(row.TokenIds.Span).Data;
        float[] zero = new float[words.Length];
        float[] expected = model.Predict([row])[0].Span.ToArray();
        model.Predict([With(row, new ReplacedEmbeddings(words))])[0].Span.ToArray().ShouldBe(expected);
        model.Predict([With(row, new ReplacedEmbeddings(words, words, 0))])[0].Span.ToArray().ShouldBe(expected);
        model.Predict([With(row, new ReplacedEmbeddings(zero, words, 1))])[0].Span.ToArray().ShouldBe(expected);
    }

    [Fact]
    public void Points_on_a_line_agree_with_the_reference()
    {
        var random = new DeterministicRandom(1);
        ManagedEncoder model = Cores.Get("bert-micro");
        int count = s_row.Length * model.Info.EmbeddingWidth;
        float[] origin = [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
        float[] direction = [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
        GradientQuery[] queries =
        [
            .. new[] { 0f, 0.3f, -2.5f }.Select(step => new GradientQuery(
                With(s_row, new ReplacedEmbeddings(origin, direction, step)), new Target(1), Quantity.Probability)),
        ];
        RequireEqual(model, GoldenCases.Reference("bert-micro"), queries);
    }

    [Theory]
    [InlineData("bert-micro", true)]
    [InlineData("bert-micro", false)]
    [InlineData("roberta-micro", true)]
    [InlineData("electra-micro", false)]
    [InlineData("albert-micro", true)]
    public void Masked_rows_agree_with_the_reference(string name, bool firstIsVisible)
    {
        ManagedEncoder model = Cores.Get(name);
        bool[][] masks = [[firstIsVisible, true, false, true, false, true], [firstIsVisible, false, false, false, false, true]];
        GradientQuery[] queries =
        [
            .. masks.Select(mask => new GradientQuery(
                new InputRow { TokenIds = new[] { 5, 1, 33, 2, 8, 3 }, AttentionMask = mask }, new Target(1), Quantity.Logit)),
        ];
        RequireEqual(model, GoldenCases.Reference(name), queries);
    }

    [Theory]
    [InlineData("relu", "multi_label_classification")]
    [InlineData("silu", "regression")]
    [InlineData("gelu_new", "single_label_classification")]
    public void Other_activations_and_tasks_agree_with_the_reference(string activation, string problem)
    {
        using ModelCopy copy = new ModelCopy("bert-micro").Configure(config =>
        {
            config["hidden_act"] = activation;
            config["problem_type"] = problem;
        });
        using ManagedEncoder model = ManagedCore.Load(copy.Folder);
        GradientQuery[] queries =
        [
            .. Enum.GetValues<Quantity>().SelectMany(quantity =>
                Enumerable.Range(0, 3).Select(output => new GradientQuery(s_row, new Target(output), quantity))),
        ];
        RequireEqual(model, ReferenceEncoder.Load(copy.Folder), queries);
    }

    [Fact]
    public void Probability_gradients_stay_exact_where_the_probability_is_almost_one()
    {
        // With p = σ(30), 1 − p = 9.4e-14 would be lost if computed as 1 − p in single precision.
        float[] logits = [30, 0];
        LogitGradient.Replace(logits, OutputActivation.Softmax, 0, Quantity.Probability);
        ((double)logits[0]).ShouldBe(Math.Exp(-30), 1e-18);
        ((double)logits[1]).ShouldBe(-Math.Exp(-30), 1e-18);
        logits = [-200, 30];
        LogitGradient.Replace(logits, OutputActivation.Sigmoid, 1, Quantity.Probability);
        ((double)logits[1]).ShouldBe(Math.Exp(-30), 1e-18);
        logits[0].ShouldBe(0);
        LogitGradient.Replace(logits, OutputActivation.Identity, 0, Quantity.Probability);
        logits.ShouldBe([1, 0]);
    }

    [Fact]
    public void Positions_that_nobody_may_attend_to_have_no_gradient()
    {
        Tensor gradient = Cores.Get("bert-micro").Gradients([new GradientQuery(s_row, new Target(0), Quantity.Logit)])[0].Gradient;
        gradient[2].Span.ToArray().ShouldAllBe(value => value == 0);
        gradient[1].Span.ToArray().ShouldAllBe(value => value != 0);
    }

    [Fact]
    public void Rows_that_do_not_fit_are_refused_by_name()
    {
        ManagedEncoder model = Cores.Get("bert-micro");
        InputRow good = s_row;
        foreach (int[] ids in new[] { [600], [-1], Enumerable.Repeat(2, model.Info.MaxLength + 1).ToArray() })
        {
            Should.Throw<BenchException>(() => model.Predict([good, new InputRow { TokenIds = ids }])).Where.ShouldBe("bert-micro");
        }

        Should.Throw<BenchException>(() => model.Predict([new InputRow { TokenIds = new[] { 2 }, TypeIds = new[] { 2 } }]));
        Should.Throw<BenchException>(() => model.WordEmbeddings([600])).Where.ShouldBe("bert-micro");
        Should.Throw<ArgumentException>(() => model.Predict([new InputRow { TokenIds = Array.Empty<int>() }]));
        Should.Throw<ArgumentException>(() => model.Predict([With(good, new ReplacedEmbeddings(new float[7]))]));
        Should.Throw<ArgumentException>(() => model.Predict([new InputRow { TokenIds = new[] { 2 }, AttentionMask = new[] { false } }]));
    }

    [Theory]
    [InlineData(3, null, null)]
    [InlineData(-1, null, null)]
    [InlineData(0, 1, null)]
    [InlineData(0, 1, 2)]
    public void Targets_that_do_not_fit_are_refused(int output, int? position, int? spanEnd)
    {
        GradientQuery[] queries = [new GradientQuery(s_row, new Target(output, position, spanEnd), Quantity.Logit)];
        Should.Throw<BenchException>(() => Cores.Get("bert-micro").Gradients(queries)).Where.ShouldBe("bert-micro");
        Should.Throw<BenchException>(() => Cores.Get("bert-micro").AttentionGradients(queries)).Where.ShouldBe("bert-micro");
    }

    [Fact]
    public void Empty_batches_have_empty_answers()
    {
        ManagedEncoder model = Cores.Get("bert-micro");
        model.Predict([]).ShouldBeEmpty();
        model.Gradients([]).ShouldBeEmpty();
        model.Attend([]).ShouldBeEmpty();
        model.AttentionGradients([]).ShouldBeEmpty();
    }

    [Fact]
    public void The_longest_row_is_computed()
    {
        ManagedEncoder model = Cores.Get("sst2-bert-mini", new ManagedCoreOptions { KeptActivationBytes = 1 });
        var row = new InputRow { TokenIds = Enumerable.Range(0, model.Info.MaxLength).Select(i => 1000 + (i * 31)).ToArray() };
        RequireEqual(model, GoldenCases.Reference("sst2-bert-mini"), [new GradientQuery(row, new Target(1), Quantity.Logit)]);
    }

    [Fact]
    public void Operations_are_counted_as_they_are_computed()
    {
        // Two layers, hidden 32, intermediate 64, 5 tokens: keys and values for all, the rest of the last layer for one.
        double all = 5 * ((4 * 32 * 32) + (2 * 5 * 32) + (2 * 32 * 64));
        double last = (5 * 2 * 32 * 32) + (2 * 32 * 32) + (2 * 5 * 32) + (2 * 32 * 64);
        Cores.Get("bert-micro").Info.ForwardFlops!(5).ShouldBe(2 * (all + last));
    }

    [Fact]
    public void Kernels_that_the_processor_lacks_are_refused()
    {
        foreach (KernelChoice choice in Enum.GetValues<KernelChoice>().Where(choice => !Kernels.IsSupported(choice)))
        {
            Should.Throw<BenchException>(() => Kernels.For(choice));
        }

        Kernels.For(KernelChoice.Auto).PanelWidth.ShouldBe(Cores.Kernels.Max(choice => Kernels.For(choice).PanelWidth));
    }

    [Fact]
    public void A_disposed_model_refuses_to_work()
    {
        ManagedEncoder model = ManagedCore.Load(Repository.Model("bert-micro"));
        model.Predict([s_row]).Count.ShouldBe(1);
        model.Dispose();
        model.Dispose();
        Should.Throw<ObjectDisposedException>(() => model.Predict([s_row]));
    }

    private static void RequireEqual(ManagedEncoder model, ReferenceEncoder reference, GradientQuery[] queries)
    {
        IReadOnlyList<RowGradient> gradients = model.Gradients(queries), expected = reference.Gradients(queries);
        IReadOnlyList<RowAttentionGradient> maps = model.AttentionGradients(queries), expectedMaps = reference.AttentionGradients(queries);
        for (int i = 0; i < queries.Length; i++)
        {
            string what = $"{model.Info.Name} {queries[i]}";
            Close.ToLargest(expected[i].Logits, gradients[i].Logits, 1e-5, 0, what);
            Close.ToLargest(expected[i].Gradient, gradients[i].Gradient, 0, 1e-5, what);
            Close.ToLargest(expectedMaps[i].Maps, maps[i].Maps, 2e-6, 0, what);
            Close.ToLargest(expectedMaps[i].Gradients, maps[i].Gradients, 0, 1e-5, what);
        }
    }

    private static InputRow With(InputRow row, ReplacedEmbeddings embeddings) => new()
    {
        TokenIds = row.TokenIds,
        TypeIds = row.TypeIds,
        AttentionMask = row.AttentionMask,
        Embeddings = embeddings,
    };
}
