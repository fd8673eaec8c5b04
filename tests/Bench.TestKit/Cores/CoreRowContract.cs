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
        ReadOnlyMemory<float> words = model.Embed(row).Data;
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
        TargetQuery[] queries =
        [
            .. new[] { 0f, 0.3f, -2.5f }.Select(step => new TargetQuery(
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
        TargetQuery[] queries =
        [
            .. masks.Select(mask => new TargetQuery(
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
        TargetQuery[] queries =
        [
            .. Enum.GetValues<Quantity>().SelectMany(quantity =>
                Enumerable.Range(0, 3).Select(output => new TargetQuery(CoreRows.Masked, new Target(output), quantity))),
        ];
        CoreRows.RequireAgreement(core, model, ReferenceEncoder.Load(copy.Folder), queries);
    }

    [Fact]
    public void Positions_that_nobody_may_attend_to_have_no_gradient()
    {
        Tensor gradient = core.Get("bert-micro")
            .Gradients([new TargetQuery(CoreRows.Masked, new Target(0), Quantity.Logit)])[0].Gradient;
        gradient[2].Span.ToArray().ShouldAllBe(value => value == 0);
        gradient[1].Span.ToArray().ShouldAllBe(value => value != 0);
    }

    [Fact]
    public void The_longest_row_is_computed()
    {
        IModel model = core.Get("sst2-bert-mini");
        var row = new InputRow { TokenIds = Enumerable.Range(0, model.Info.MaxLength).Select(i => 1000 + (i * 31)).ToArray() };
        CoreRows.RequireAgreement(
            core, model, GoldenCases.Reference("sst2-bert-mini"), [new TargetQuery(row, new Target(1), Quantity.Logit)]);
    }

    [Fact]
    public void Empty_batches_have_empty_answers()
    {
        IModel model = core.Get("bert-micro");
        model.Predict([]).ShouldBeEmpty();
        model.Gradients([]).ShouldBeEmpty();
        model.Attend([]).ShouldBeEmpty();
        model.AttentionGradients([]).ShouldBeEmpty();
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
        IModel gradients = model;
        IModel attention = model;
        TargetQuery[] queries = [.. Enumerable.Range(0, 60).Select(_ => CoreRows.RandomQuery(model.Info, random, 40))];
        InputRow[] rows = [.. queries.Select(query => query.Row)];
        IReadOnlyList<Tensor> logits = model.Predict(rows);
        IReadOnlyList<Answer> gradientAnswers = gradients.Gradients(queries);
        IReadOnlyList<Answer> maps = attention.Attend(rows);
        IReadOnlyList<Answer> mapGradients = attention.AttentionGradients(queries);
        for (int i = 0; i < rows.Length; i++)
        {
            string what = $"{name} row {i}";
            Tensor alone = model.Predict([rows[i]])[0];
            Answer attentionAlone = attention.AttentionGradients([queries[i]])[0];
            core.RequireSame(alone, logits[i], core.Logits, what);
            core.RequireSame(alone, gradientAnswers[i].Outputs, core.Logits, what);
            core.RequireSame(alone, maps[i].Outputs, core.Logits, what);
            core.RequireSame(alone, mapGradients[i].Outputs, core.Logits, what);
            core.RequireSame(gradients.Gradients([queries[i]])[0].Gradient, gradientAnswers[i].Gradient, core.Gradients, what);
            core.RequireSame(attentionAlone.Maps, maps[i].Maps, core.Maps, what);
            core.RequireSame(attentionAlone.Maps, mapGradients[i].Maps, core.Maps, what);
            core.RequireSame(attentionAlone.MapGradients, mapGradients[i].MapGradients, core.Gradients, what);
        }
    }

    [Fact]
    public void A_batch_may_ask_for_different_things_and_a_query_for_several()
    {
        IModel model = core.Get("bert-micro");
        var random = new DeterministicRandom(9);
        Ask[] asks = [Ask.Outputs, Ask.Gradient, Ask.Attention, Ask.Gradient | Ask.Attention | Ask.AttentionGradient,
            Ask.AttentionGradient | Ask.Mixing];
        Query[] queries =
            [.. Enumerable.Range(0, 25).Select(i => CoreRows.RandomQuery(model.Info, random, 20).Of(model.Info, asks[i % asks.Length]))];
        IReadOnlyList<Answer> answers = model.Answer(queries);
        for (int i = 0; i < queries.Length; i++)
        {
            Ask ask = queries[i].Ask;
            core.RequireSame(model.Predict([queries[i].Row])[0], answers[i].Outputs, core.Logits, $"{ask} outputs");
            Check(Ask.Gradient, Ask.Gradient, core.Gradients, answer => answer.Gradient);
            Check(Ask.Attention | Ask.AttentionGradient, Ask.Attention, core.Maps, answer => answer.Maps);
            Check(Ask.AttentionGradient, Ask.AttentionGradient, core.Gradients, answer => answer.MapGradients);
            Check(Ask.Mixing, Ask.Mixing, core.Maps, answer => answer.Mixing);

            void Check(Ask any, Ask alone, double relative, Func<Answer, Tensor> part)
            {
                if ((ask & any) == 0)
                {
                    part(answers[i]).Data.IsEmpty.ShouldBeTrue($"{ask} {alone}");
                }
                else
                {
                    core.RequireSame(part(model.Answer(queries[i] with { Ask = alone })), part(answers[i]), relative, $"{ask} {alone}");
                }
            }
        }
    }

    [Fact]
    public void Concurrent_calls_do_not_disturb_each_other()
    {
        IModel model = core.Get("bert-micro");
        TargetQuery[][] batches =
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
