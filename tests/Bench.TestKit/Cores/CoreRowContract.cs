using Bench.Abstractions;
using Shouldly;
using Xunit;

namespace Bench.TestKit;

/// <summary>Rows of every kind through a core: replaced embeddings, masks, other heads, lengths, company.</summary>
/// <param name="core">The core.</param>
public abstract class CoreRowContract(TestedCore core)
{
    [Theory]
    [MemberData(nameof(GoldenCases.Models), MemberType = typeof(GoldenCases))]
    public void Replaced_embeddings_equal_to_the_lookup_change_nothing(string name)
    {
        IModel model = core.Get(name);
        InputRow row = GoldenCases.Batch(name).Rows[0];
        ReadOnlyMemory<float> words = model.Require<IGradientModel>().WordEmbeddings(row.TokenIds.Span).Data;
        float[] zero = new float[words.Length];
        Tensor expected = model.Predict([row])[0];
        core.RequireSame(expected, model.Predict([row.With(new ReplacedEmbeddings(words))])[0], 1e-6, name);
        core.RequireSame(expected, model.Predict([row.With(new ReplacedEmbeddings(words, words, 0))])[0], 1e-6, name);
        core.RequireSame(expected, model.Predict([row.With(new ReplacedEmbeddings(zero, words, 1))])[0], 1e-6, name);
    }

    [Fact]
    public void Points_on_a_line_agree_with_the_reference()
    {
        var random = new DeterministicRandom(1);
        IModel model = core.Get("bert-micro");
        int count = CoreRows.Masked.Length * model.Info.EmbeddingWidth;
        float[] origin = [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
        float[] direction = [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
        GradientQuery[] queries =
        [
            .. new[] { 0f, 0.3f, -2.5f }.Select(step => new GradientQuery(
                CoreRows.Masked.With(new ReplacedEmbeddings(origin, direction, step)), new Target(1), Quantity.Probability)),
        ];
        CoreRows.RequireAgreement(core, model, GoldenCases.Reference("bert-micro"), queries);
    }

    [Theory]
    [InlineData("bert-micro", true)]
    [InlineData("bert-micro", false)]
    [InlineData("roberta-micro", true)]
    [InlineData("electra-micro", false)]
    [InlineData("albert-micro", true)]
    public void Masked_rows_agree_with_the_reference(string name, bool firstIsVisible)
    {
        bool[][] masks = [[firstIsVisible, true, false, true, false, true], [firstIsVisible, false, false, false, false, true]];
        GradientQuery[] queries =
        [
            .. masks.Select(mask => new GradientQuery(
                new InputRow { TokenIds = new[] { 5, 1, 33, 2, 8, 3 }, AttentionMask = mask }, new Target(1), Quantity.Logit)),
        ];
        CoreRows.RequireAgreement(core, core.Get(name), GoldenCases.Reference(name), queries);
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
        IModel model = core.Load(copy.Folder);
        using var owned = model as IDisposable;
        GradientQuery[] queries =
        [
            .. Enum.GetValues<Quantity>().SelectMany(quantity =>
                Enumerable.Range(0, 3).Select(output => new GradientQuery(CoreRows.Masked, new Target(output), quantity))),
        ];
        CoreRows.RequireAgreement(core, model, ReferenceEncoder.Load(copy.Folder), queries);
    }

    [Fact]
    public void Positions_that_nobody_may_attend_to_have_no_gradient()
    {
        Tensor gradient = core.Get("bert-micro").Require<IGradientModel>()
            .Gradients([new GradientQuery(CoreRows.Masked, new Target(0), Quantity.Logit)])[0].Gradient;
        gradient[2].Span.ToArray().ShouldAllBe(value => value == 0);
        gradient[1].Span.ToArray().ShouldAllBe(value => value != 0);
    }

    [Fact]
    public void The_longest_row_is_computed()
    {
        IModel model = core.Get("sst2-bert-mini");
        var row = new InputRow { TokenIds = Enumerable.Range(0, model.Info.MaxLength).Select(i => 1000 + (i * 31)).ToArray() };
        CoreRows.RequireAgreement(
            core, model, GoldenCases.Reference("sst2-bert-mini"), [new GradientQuery(row, new Target(1), Quantity.Logit)]);
    }

    [Fact]
    public void Empty_batches_have_empty_answers()
    {
        IModel model = core.Get("bert-micro");
        model.Predict([]).ShouldBeEmpty();
        model.Require<IGradientModel>().Gradients([]).ShouldBeEmpty();
        model.Require<IAttentionModel>().Attend([]).ShouldBeEmpty();
        model.Require<IAttentionGradientModel>().AttentionGradients([]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("bert-micro")]
    [InlineData("roberta-micro")]
    [InlineData("electra-micro")]
    [InlineData("albert-micro")]
    [InlineData("distilbert-micro")]
    public void Rows_in_ragged_batches_get_the_answers_of_rows_alone(string name)
    {
        var random = new DeterministicRandom(5);
        IModel model = core.Get(name);
        IGradientModel gradients = model.Require<IGradientModel>();
        IAttentionGradientModel attention = model.Require<IAttentionGradientModel>();
        GradientQuery[] queries = [.. Enumerable.Range(0, 60).Select(_ => CoreRows.RandomQuery(model.Info, random, 40))];
        InputRow[] rows = [.. queries.Select(query => query.Row)];
        IReadOnlyList<Tensor> logits = model.Predict(rows);
        IReadOnlyList<RowGradient> gradientAnswers = gradients.Gradients(queries);
        IReadOnlyList<RowAttention> maps = attention.Attend(rows);
        IReadOnlyList<RowAttentionGradient> mapGradients = attention.AttentionGradients(queries);
        for (int i = 0; i < rows.Length; i++)
        {
            string what = $"{name} row {i}";
            Tensor alone = model.Predict([rows[i]])[0];
            RowAttentionGradient attentionAlone = attention.AttentionGradients([queries[i]])[0];
            core.RequireSame(alone, logits[i], core.Logits, what);
            core.RequireSame(alone, gradientAnswers[i].Logits, core.Logits, what);
            core.RequireSame(alone, maps[i].Logits, core.Logits, what);
            core.RequireSame(alone, mapGradients[i].Logits, core.Logits, what);
            core.RequireSame(gradients.Gradients([queries[i]])[0].Gradient, gradientAnswers[i].Gradient, core.Gradients, what);
            core.RequireSame(attentionAlone.Maps, maps[i].Maps, core.Maps, what);
            core.RequireSame(attentionAlone.Maps, mapGradients[i].Maps, core.Maps, what);
            core.RequireSame(attentionAlone.Gradients, mapGradients[i].Gradients, core.Gradients, what);
        }
    }

    [Fact]
    public void Concurrent_calls_do_not_disturb_each_other()
    {
        IGradientModel model = core.Get("bert-micro").Require<IGradientModel>();
        GradientQuery[][] batches =
        [
            .. Enumerable.Range(0, 16).Select(i =>
            {
                var random = new DeterministicRandom((ulong)i);
                return Enumerable.Range(0, 1 + random.NextInt(9)).Select(_ => CoreRows.RandomQuery(model.Info, random, 40)).ToArray();
            }),
        ];
        Tensor[] alone = [.. batches.Select(batch => model.Gradients(batch)[0].Gradient)];
        Parallel.For(0, batches.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            for (int repeat = 0; repeat < 5; repeat++)
            {
                core.RequireSame(alone[i], model.Gradients(batches[i])[0].Gradient, core.Gradients, $"batch {i}");
            }
        });
    }
}
