using Bench.Abstractions;
using Bench.Explainers;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class RememberingModelTests
{
    private readonly CostMeter _computed = new();

    [Fact]
    public void Equal_rows_are_computed_once_and_answers_keep_their_order()
    {
        var model = new FunctionModel(row => [row.TokenIds.Span[0], row.Length], "a", "b");
        var store = new RememberingModel(model, _computed);

        IReadOnlyList<Tensor> answers = store.Predict([Row(1, 2), Row(3), Row(1, 2), Row(1)]);
        store.Predict([Row(3), Row(1, 2)]);

        answers.Select(answer => (answer.Span[0], answer.Span[1])).ShouldBe([(1f, 2f), (3f, 1f), (1f, 2f), (1f, 1f)]);
        model.Rows.ShouldBe(3);
        _computed.RowsForward.ShouldBe(3);
        _computed.Tokens.ShouldBe(4);
    }

    [Fact]
    public void Rows_differ_by_ids_types_and_mask()
    {
        var model = new FunctionModel(_ => [0, 0], "a", "b");
        var store = new RememberingModel(model, _computed);

        store.Predict(
        [
            Row(1, 2),
            new InputRow { TokenIds = new[] { 1, 2 }, TypeIds = new[] { 0, 1 } },
            new InputRow { TokenIds = new[] { 1, 2 }, AttentionMask = new[] { true, false } },
        ]);

        model.Rows.ShouldBe(3);
    }

    [Fact]
    public void Pictures_differ_by_their_pixels()
    {
        var model = new FunctionModel(row => [row.Pixels.Span[0], 0], "a", "b");
        var store = new RememberingModel(model, _computed);

        InputRow[] rows = [.. ((float[])[1, 2, 1]).Select(value => new InputRow { TokenIds = new[] { 0 }, Pixels = new[] { value } })];

        store.Predict(rows).Select(answer => answer.Span[0]).ShouldBe([1f, 2f, 1f]);
        model.Rows.ShouldBe(2);
    }

    [Fact]
    public void Gradients_are_remembered_by_row_target_and_quantity()
    {
        var store = new RememberingModel(new BagOfWordsModel(id => id), _computed);
        InputRow row = Row(11, 12);

        store.Gradients([new(row, new Target(0), Quantity.Logit), new(row, new Target(1), Quantity.Logit)]);
        store.Gradients([new(row, new Target(1), Quantity.Logit), new(row, new Target(1), Quantity.Probability)]);

        _computed.RowsBackward.ShouldBe(3);
    }

    [Fact]
    public void Rows_with_replaced_embeddings_are_computed_once_and_told_apart_by_every_number()
    {
        var store = new RememberingModel(new BagOfWordsModel(id => id), _computed);
        float[] origin = [1, 0, 0, 0], direction = [0, 1, 2, 0];

        float First(ReplacedEmbeddings? embeddings) => store.Gradients(
            [new(new InputRow { TokenIds = new[] { 11, 12 }, Embeddings = embeddings }, new Target(1), Quantity.Logit)])[0].Outputs.Span[1];

        First(new ReplacedEmbeddings(origin)).ShouldBe(1);
        First(new ReplacedEmbeddings(origin.ToArray())).ShouldBe(1);
        _computed.RowsBackward.ShouldBe(1);
        First(new ReplacedEmbeddings(origin, direction, 0.5f)).ShouldBe(2);
        First(new ReplacedEmbeddings(origin, direction, 1)).ShouldBe(3);
        First(null).ShouldBe(23);
        _computed.RowsBackward.ShouldBe(4);

        // Whoever asked may use the memory for something else.
        origin[2] = 5;
        First(new ReplacedEmbeddings(origin)).ShouldBe(6);
        First(new ReplacedEmbeddings(new float[] { 1, 0, 0, 0 })).ShouldBe(1);
        _computed.RowsBackward.ShouldBe(5);
    }

    [Fact]
    public void Answers_for_replaced_embeddings_are_kept_as_far_as_there_is_room()
    {
        // 12 MiB an answer; there is room for two.
        var model = new FunctionModel(_ => [0], "a");
        var store = new RememberingModel(model, _computed);
        InputRow[] rows = [.. Enumerable.Range(0, 3).Select(i =>
        {
            float[] origin = new float[3 << 20];
            origin[^1] = i;
            return new InputRow { TokenIds = new[] { 1 }, Embeddings = new ReplacedEmbeddings(origin) };
        })];

        store.Predict(rows);
        store.Predict(rows);

        model.Rows.ShouldBe(3 + 1);
    }

    [Fact]
    public void Random_models_share_nothing_with_the_model_but_their_rows_are_computed_once_and_counted()
    {
        var asked = new CostMeter();
        var inner = new RandomizableModel(
            new BagOfWordsModel(_ => 1), 2, (first, count, seed) => new BagOfWordsModel(_ => first + (10 * count) + (100 * (int)seed)));
        var store = new RememberingModel(inner, _computed);
        var model = new MeteredModel(store, asked);
        InputRow row = Row(11, 12);

        float trained = Logit(model);
        float[] random = [.. new[] { (0, 1, 0UL), (1, 1, 0UL), (0, 2, 0UL), (0, 1, 3UL), (0, 1, 0UL) }
            .Select(draw => Logit(model.Randomized(draw.Item1, draw.Item2, draw.Item3)))];

        trained.ShouldBe(2);
        random.ShouldBe([20, 22, 40, 620, 20]);
        Logit(model).ShouldBe(2);
        Logit(model.Randomized(0, 0, 7)).ShouldBe(2);
        asked.RowsForward.ShouldBe(8);
        _computed.RowsForward.ShouldBe(5);
        model.Info.RandomizableLayers.ShouldBe(2);
        new MeteredModel(new RememberingModel(new BagOfWordsModel(_ => 1), _computed), asked).Info.RandomizableLayers.ShouldBe(0);

        float Logit(IModel of) => of.Predict([row])[0].Span[1];
    }

    [Fact]
    public void Attention_its_gradients_and_mixing_are_computed_once_too()
    {
        var store = new RememberingModel(GoldenCases.Reference("bert-micro"), _computed);
        InputRow row = GoldenCases.Load("bert-micro/short").Row;
        TargetQuery query = new(row, new Target(1), Quantity.Logit);

        Answer attention = store.Attend([row])[0];
        store.Attend([row, row])[1].Maps.Data.ShouldBe(attention.Maps.Data);
        _computed.RowsForward.ShouldBe(1);
        Answer gradient = store.AttentionGradients([query])[0];
        store.AttentionGradients([query])[0].MapGradients.Data.ShouldBe(gradient.MapGradients.Data);
        _computed.RowsBackward.ShouldBe(1);
        Tensor alti = store.Mix([row], TokenMixing.Alti)[0];
        store.Mix([row], TokenMixing.Alti)[0].Data.ShouldBe(alti.Data);
        _computed.RowsForward.ShouldBe(3);
        store.Mix([row], TokenMixing.ValueZeroing)[0].Data.ShouldNotBe(alti.Data);
    }

    [Fact]
    public void Answers_from_memory_are_charged_what_they_first_took()
    {
        var store = new RememberingModel(
            new FunctionModel(
                _ =>
                {
                    Thread.SpinWait(200_000);
                    return [0, 0];
                },
                "a",
                "b"),
            _computed);

        store.Predict([Row(1)]);
        store.Saved.ShouldBe(TimeSpan.Zero);
        store.Predict([Row(1), Row(1)]);
        TimeSpan twice = store.Saved;
        store.Predict([Row(1)]);

        twice.ShouldBeGreaterThan(TimeSpan.Zero);
        store.Saved.ShouldBe(twice * 1.5);
    }

    [Fact]
    public void An_explainer_is_charged_for_what_another_had_asked_before_it()
    {
        var tokenizer = new ToyTokenizer();
        var store = new RememberingModel(new BagOfWordsModel(id => id), _computed);
        Configured<ExplainerDescriptor, IExplainer> gradient = BuiltInExplainers
            .AddTo(new Catalog<ExplainerDescriptor, IExplainer>("explainer")).Configure(new ComponentSpec("gradient"));
        var request = new ExplanationRequest
        {
            Model = new MeteredModel(store, new CostMeter()),
            Tokenizer = tokenizer,
            Input = tokenizer.Tokenize("good film"),
            Target = new Target(1),
        };
        Explaining.Explain(gradient, request);
        store.Saved.ShouldBe(TimeSpan.Zero);

        Explanation second = Explaining.Explain(gradient, request);

        store.Saved.ShouldBeGreaterThan(TimeSpan.Zero);
        second.Cost.Elapsed.ShouldBeGreaterThan(store.Saved);
    }

    [Fact]
    public void Offers_are_neither_hidden_nor_invented()
    {
        IModel poor = new RememberingModel(new FunctionModel(_ => [0], "a"), _computed);
        IModel rich = new RememberingModel(new BagOfWordsModel(id => id), _computed);

        poor.Offers.ShouldBe(Ask.Outputs);
        rich.Offers.ShouldBe(Ask.Gradient);
    }

    private static InputRow Row(params int[] ids) => new() { TokenIds = ids };
}
