using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

public sealed class LayerModelTests
{
    public static TheoryData<string> Models =>
        ["bert-micro", "bert-micro-gelu-new", "distilbert-micro", "roberta-micro", "electra-micro", "albert-micro"];

    [Theory]
    [MemberData(nameof(Models))]
    public void From_a_point_to_itself_multipliers_are_the_gradient_of_the_core(string name)
    {
        using ManagedEncoder model = ManagedCore.Load(Repository.Model(name));
        foreach (InputRow row in Rows(name))
        {
            foreach (Quantity quantity in Enum.GetValues<Quantity>())
            {
                Answer expected = model.Gradients([new TargetQuery(row, new Target(1), quantity)])[0];
                ReadOnlyMemory<float> words = model.Embed(row).Data;

                PointContrast answer = model.Contrast(new TargetQuery(row, new Target(1), quantity), null, words, words);

                answer.To.ShouldBe(Outputs.Value(model.Info, expected.Outputs, new Target(1), quantity), 1e-5);
                answer.From.ShouldBe(answer.To);
                Close.Within(Doubles(expected.Gradient), Doubles(answer.Multipliers), 1e-5, 1e-3, $"{name} {quantity}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Multipliers_hand_on_the_whole_change_at_every_layer(string name)
    {
        using ManagedEncoder model = ManagedCore.Load(Repository.Model(name));
        InputRow row = Rows(name)[0];
        var other = new InputRow
        {
            TokenIds = row.TokenIds.ToArray().Select((id, i) => i == 0 || i == row.Length - 1 ? id : 7).ToArray(),
            TypeIds = row.TypeIds,
            AttentionMask = row.AttentionMask,
        };
        foreach (Quantity quantity in Enum.GetValues<Quantity>())
        {
            foreach (int? layer in (int?[])[null, .. Enumerable.Range(0, model.Info.Layers + 1).Select(l => (int?)l)])
            {
                ReadOnlyMemory<float> from = Point(other), to = Point(row);
                PointContrast answer = model.Contrast(new TargetQuery(row, new Target(0), quantity), layer, from, to);

                double sum = 0;
                for (int i = 0; i < to.Length; i++)
                {
                    sum += (double)answer.Multipliers.Span[i] * (to.Span[i] - from.Span[i]);
                }

                answer.To.ShouldBe(model.Values([row], new Target(0), quantity)[0], 1e-5);
                sum.ShouldBe(answer.To - answer.From, 1e-4, $"{name} layer {layer} {quantity}");
                Math.Abs(answer.To - answer.From).ShouldBeGreaterThan(1e-4);

                ReadOnlyMemory<float> Point(InputRow point) =>
                    layer is { } at ? model.States(point, at).Data : model.Embed(point).Data;
            }
        }
    }

    [Fact]
    public void Positions_are_what_a_word_is_moved_by()
    {
        using ManagedEncoder model = ManagedCore.Load(Repository.Model("roberta-micro"));
        var row = new InputRow { TokenIds = Rows("roberta-micro")[0].TokenIds };
        float[] words = model.Embed(row).Span.ToArray();
        Tensor positions = model.Answer(new Query(row, Ask.Positions)).Positions;

        positions.Shape.ShouldBe(new Shape(row.Length, model.Info.EmbeddingWidth));
        positions[1].Span.ToArray().ShouldNotBe(positions[0].Span.ToArray());

        // Swapping two words together with their positions is the same text to every other token.
        int width = model.Info.EmbeddingWidth;
        float[] moved = (float[])words.Clone();
        for (int e = 0; e < width; e++)
        {
            float first = words[width + e] + positions[1].Span[e], second = words[(2 * width) + e] + positions[2].Span[e];
            moved[width + e] = second - positions[1].Span[e];
            moved[(2 * width) + e] = first - positions[2].Span[e];
        }

        double[] values = model.Values(
            [row, new InputRow { TokenIds = row.TokenIds, TypeIds = row.TypeIds, Embeddings = new ReplacedEmbeddings(moved) }],
            new Target(1), Quantity.Logit);
        values[1].ShouldBe(values[0], 1e-4);
    }

    /// <summary>Every plan of one stack without a convolution.</summary>
    public static TheoryData<string> Plans =>
        [.. ((IEnumerable<object[]>)GoldenTask.All).Select(row => (string)row[0])
            .Where(name => name is not ("bart-nli" or "deberta-v2-conv"))];

    [Theory]
    [MemberData(nameof(Plans))]
    public void Every_plan_has_multipliers(string name)
    {
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model(name));
        InputRow first = GoldenTask.Cases(name)[0].Row;
        bool[] visible = [.. Enumerable.Range(0, first.Length).Select(i => i is not 1 and not 3)];
        foreach (InputRow row in (InputRow[])[
            first, new InputRow { TokenIds = first.TokenIds, TypeIds = first.TypeIds, AttentionMask = visible }])
        {
            var target = new Target(Math.Min(1, model.Info.Labels.Count - 1), model.Info.Head == HeadKind.Sequence ? null : 2);
            ReadOnlyMemory<float> words = model.Embed(row).Data;
            int width = model.Info.EmbeddingWidth;
            float[] origin = [.. words.ToArray().Select((value, i) => i / width % 2 == 0 ? value : words.Span[(i + width) % words.Length])];
            foreach (Quantity quantity in Enum.GetValues<Quantity>())
            {
                Answer gradient = model.Gradients([new TargetQuery(row, target, quantity)])[0];
                PointContrast still = model.Contrast(new TargetQuery(row, target, quantity), null, words, words);
                Close.Within(Doubles(gradient.Gradient), Doubles(still.Multipliers), 1e-5, 1e-3, $"{name} {quantity}");

                PointContrast moved = model.Contrast(new TargetQuery(row, target, quantity), null, origin, words);
                double sum = moved.Multipliers.Span.ToArray()
                    .Zip(words.ToArray().Zip(origin), (m, ends) => (double)m * (ends.First - ends.Second)).Sum();
                moved.To.ShouldBe(model.Values([row], target, quantity)[0], 1e-5);
                sum.ShouldBe(moved.To - moved.From, 2e-4, $"{name} {quantity}");
                Math.Abs(moved.To - moved.From).ShouldBeGreaterThan(1e-6);
            }
        }
    }

    [Theory]
    [InlineData("bart-nli")]
    [InlineData("deberta-v2-conv")]
    public void Two_stacks_and_convolutions_have_none(string name)
    {
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model(name));
        (model.Offers & Ask.Layers).ShouldBe(Ask.Outputs);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using ManagedEncoder model = ManagedCore.Load(Repository.Model("bert-micro"));
        InputRow row = Rows("bert-micro")[0];
        float[] words = model.Embed(row).Span.ToArray();

        Should.Throw<BenchException>(() => model.States(row, 3)).Message.ShouldContain("0 to 2");
        Should.Throw<BenchException>(() => model.States(row, -1)).Message.ShouldContain("0 to 2");
        Should.Throw<ArgumentException>(() =>
            model.Contrast(new TargetQuery(row, new Target(0), Quantity.Logit), null, words, new float[3]));
        Should.Throw<BenchException>(() => model.Contrast(new TargetQuery(row, new Target(9), Quantity.Logit), null, words, words))
            .Message.ShouldContain("outputs");
    }

    /// <summary>The golden batch of a model, its first row once more with two tokens hidden.</summary>
    private static InputRow[] Rows(string name)
    {
        InputRow[] rows = [.. GoldenCases.Batch(name).Rows.Where(row => row.Embeddings is null).Take(3)];
        InputRow first = rows.First(row => row.Length > 4);
        bool[] visible = [.. Enumerable.Range(0, first.Length).Select(i => i is not 1 and not 3)];
        return [first, .. rows, new InputRow { TokenIds = first.TokenIds, TypeIds = first.TypeIds, AttentionMask = visible }];
    }

    private static double[] Doubles(Tensor tensor) => [.. tensor.Span.ToArray().Select(value => (double)value)];
}
