using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>
/// What the golden numbers do not cover, against central differences: masks, replaced embeddings, other activations, other output
/// activations, attention maps.
/// </summary>
public class ReferenceGradientTests
{
    private static readonly InputRow _row = new()
    {
        TokenIds = new[] { 2, 67, 560, 74, 3 },
        TypeIds = new[] { 0, 0, 0, 1, 1 },
        AttentionMask = new[] { true, true, false, true, true },
    };

    [Theory]
    [InlineData("gelu", null)]
    [InlineData("gelu_new", null)]
    [InlineData("silu", "multi_label_classification")]
    [InlineData("gelu", "regression")]
    public void Gradients_of_masked_rows_are_the_slopes_of_the_output(string activation, string? problem)
    {
        using ModelCopy copy = new ModelCopy("bert-micro").Configure(config =>
        {
            config["hidden_act"] = activation;
            config["problem_type"] = problem;
        });
        ReferenceEncoder model = ReferenceEncoder.Load(copy.Folder);
        foreach (Quantity quantity in Enum.GetValues<Quantity>())
        {
            RequireSlopes(model, _row, new Target(1), quantity, $"{activation} {problem} {quantity}");
        }
    }

    [Theory]
    [InlineData("distilbert-micro")]
    [InlineData("roberta-micro")]
    [InlineData("electra-micro")]
    [InlineData("albert-micro")]
    public void Gradients_of_every_architecture_are_the_slopes_of_the_output(string name)
    {
        var row = new InputRow { TokenIds = _row.TokenIds, AttentionMask = _row.AttentionMask };
        RequireSlopes(GoldenCases.Reference(name), row, new Target(0), Quantity.Logit, name);
    }

    [Fact]
    public void A_hidden_key_gets_no_attention_and_its_embedding_no_gradient_through_others()
    {
        Answer answer = GoldenCases.Reference("bert-micro").Attend([_row])[0];
        foreach (int i in Enumerable.Range(0, 5))
        {
            answer.Maps[1][3][i].Span[2].ShouldBe(0);
            answer.Maps[1][3][i].Span.ToArray().Sum().ShouldBe(1, 1e-6);
        }

        Answer gradient = GoldenCases.Reference("bert-micro").Gradients([new TargetQuery(_row, new Target(0), Quantity.Logit)])[0];
        gradient.Gradient[2].Span.ToArray().ShouldAllBe(value => value == 0);
        gradient.Gradient[1].Span.ToArray().ShouldAllBe(value => value != 0);
    }

    [Fact]
    public void Embeddings_may_be_replaced_by_a_point_on_a_line()
    {
        ReferenceEncoder model = GoldenCases.Reference("roberta-micro");
        var row = new InputRow { TokenIds = new[] { 0, 194, 1, 461, 2 } };
        float[] there = model.Embed(row).Span.ToArray();
        float[] origin = new float[there.Length];
        Tensor plain = model.Predict([row])[0];
        Tensor same = model.Predict([With(row, new ReplacedEmbeddings(there))])[0];
        Tensor line = model.Predict([With(row, new ReplacedEmbeddings(origin, there, 1))])[0];
        Tensor half = model.Predict([With(row, new ReplacedEmbeddings(origin, there, 0.5f))])[0];
        Tensor halved = model.Predict([With(row, new ReplacedEmbeddings(there.Select(value => value / 2).ToArray()))])[0];
        same.Span.ToArray().ShouldBe(plain.Span.ToArray());
        line.Span.ToArray().ShouldBe(plain.Span.ToArray());
        half.Span.ToArray().ShouldBe(halved.Span.ToArray());
        half.Span.ToArray().ShouldNotBe(plain.Span.ToArray());
    }

    [Fact]
    public void Answers_of_a_batch_are_those_of_its_rows()
    {
        ReferenceEncoder model = GoldenCases.Reference("bert-micro");
        InputRow[] rows = [_row, GoldenCases.Load("bert-micro/pair").Row];
        IReadOnlyList<Tensor> batch = model.Predict(rows);
        batch.Count.ShouldBe(2);
        batch[1].Span.ToArray().ShouldBe(model.Predict([rows[1]])[0].Span.ToArray());
    }

    [Fact]
    public void Wrong_rows_and_targets_are_refused_and_cancelling_stops()
    {
        ReferenceEncoder model = GoldenCases.Reference("bert-micro");
        var wrong = new InputRow { TokenIds = new[] { 600 } };
        Should.Throw<BenchException>(() => model.Predict([wrong])).Where.ShouldBe("bert-micro");
        Should.Throw<BenchException>(() => model.Embed([600]));
        Should.Throw<BenchException>(() => model.Gradients([new TargetQuery(_row, new Target(3), Quantity.Logit)]));
        Should.Throw<BenchException>(() => model.AttentionGradients([new TargetQuery(_row, new Target(0, 1), Quantity.Logit)]));
        Should.Throw<OperationCanceledException>(() => model.Predict([_row], new CancellationToken(true)));
    }

    // The directional derivative along a fixed direction, by central differences with a step that floats resolve.
    private static void RequireSlopes(ReferenceEncoder model, InputRow row, Target target, Quantity quantity, string what)
    {
        float[] origin = model.Embed(row).Span.ToArray();
        float[] gradient = model.Gradients([new TargetQuery(row, target, quantity)])[0].Gradient.Span.ToArray();
        var random = new DeterministicRandom(1);
        for (int trial = 0; trial < 5; trial++)
        {
            float[] direction = [.. origin.Select(_ => (float)random.NextGaussian())];
            const float Step = 1.0f / 2048;
            double[] values = model.Values(
                [With(row, new ReplacedEmbeddings(origin, direction, Step)), With(row, new ReplacedEmbeddings(origin, direction, -Step))],
                target,
                quantity);
            double slope = (values[0] - values[1]) / (2 * Step);
            double expected = gradient.Zip(direction, (g, d) => (double)g * d).Sum();
            slope.ShouldBe(expected, 0.002 * (1 + Math.Abs(expected)), what);
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
