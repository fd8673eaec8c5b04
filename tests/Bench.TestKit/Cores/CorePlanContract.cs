using Bench.Abstractions;
using Bench.Inference;
using Shouldly;
using Xunit;

namespace Bench.TestKit;

/// <summary>A core against transformers and the reference, one micro model of each architecture and task.</summary>
/// <param name="core">The core.</param>
public abstract class CorePlanContract(TestedCore core)
{
    private const double Absolute = 1e-5;
    private const double Relative = 1e-4;
    private const int Rows = 6;
    private const int Longest = 21;

    [Theory]
    [MemberData(nameof(GoldenTask.All), MemberType = typeof(GoldenTask))]
    public void Logits_and_maps_agree_with_transformers(string name)
    {
        IModel model = Get(name);
        foreach (GoldenTaskCase golden in GoldenTask.Cases(name))
        {
            float[] logits = [.. model.Predict(golden.RowsOf(model.Info)).SelectMany(answer => answer.Span.ToArray())];
            Close.Within(golden.Logits, logits, Absolute, Relative, golden.Name);
            if (golden.Attentions is not null)
            {
                Tensor maps = model.Attend([golden.Row])[0].Maps;
                Close.Within(golden.Attentions, maps.Span, Absolute, Relative, golden.Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenTask.All), MemberType = typeof(GoldenTask))]
    public void Gradients_agree_with_transformers(string name)
    {
        IModel model = Get(name);
        foreach (GoldenTaskCase golden in GoldenTask.Cases(name))
        {
            Tensor words = model.Embed(golden.Row);
            foreach (GoldenTaskTarget target in golden.Targets)
            {
                Tensor gradient = model.Gradients([new TargetQuery(golden.Row, target.Target, Quantity.Logit)])[0].Gradient;
                string what = $"{golden.Name} {target.Target}";
                if (target.Norms.Length == 1)
                {
                    double[] norms = [.. Sums(gradient, (_, value) => value * value).Select(Math.Sqrt)];
                    Close.Within(target.Norms[0], norms, Absolute, Relative, $"{what} norms");
                }

                // A decoder sees token i at its position i + 1; the gradient adds both uses.
                double[] products = [.. target.Products[0].Select((own, i) =>
                    own + (target.Products.Length > 1 && i + 1 < target.Products[1].Length ? target.Products[1][i + 1] : 0))];
                Close.Within(products, Sums(gradient, (i, value) => value * words.Span[i]), Absolute, Relative, $"{what} products");
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenTask.All), MemberType = typeof(GoldenTask))]
    public void Random_rows_agree_with_the_reference(string name)
    {
        ReferenceEncoder reference = GoldenTask.Reference(name);
        TargetQuery[] queries = Queries(name, reference.Info);
        IReadOnlyList<Answer> expected = reference.Gradients(queries);
        IModel model = Get(name);
        IReadOnlyList<Answer> answers = model.Gradients(queries);
        IReadOnlyList<Tensor> logits = model.Predict([.. queries.Select(query => query.Row)]);
        for (int i = 0; i < Rows; i++)
        {
            string what = $"{name} row {i}";
            Close.ToLargest(expected[i].Outputs, answers[i].Outputs, Absolute, Absolute, what);
            Close.ToLargest(expected[i].Gradient, answers[i].Gradient, 1e-6, core.Gradients, what);
            Close.ToLargest(expected[i].Outputs, logits[i], Absolute, Absolute, what);
        }
    }

    [Theory]
    [MemberData(nameof(GoldenTask.All), MemberType = typeof(GoldenTask))]
    public void Attention_and_mixing_agree_with_the_reference(string name)
    {
        ReferenceEncoder reference = GoldenTask.Reference(name);
        IModel model = Get(name);
        if (!model.Offers.HasFlag(Ask.AttentionGradient))
        {
            model.Info.Architecture.ShouldStartWith("Bart");
            model.Offers.ShouldBe(Ask.Gradient);
            return;
        }

        TargetQuery[] queries = Queries(name, reference.Info);
        IReadOnlyList<Answer> expected = reference.AttentionGradients(queries);
        IReadOnlyList<Answer> answers = model.AttentionGradients(queries);
        for (int i = 0; i < Rows; i++)
        {
            Close.ToLargest(expected[i].Maps, answers[i].Maps, 5e-6, 0, $"{name} row {i}");
            Close.ToLargest(expected[i].MapGradients, answers[i].MapGradients, 1e-6, core.Gradients, $"{name} row {i}");
        }

        InputRow[] row = [GoldenTask.Cases(name)[0].Row];
        foreach (TokenMixing kind in Enum.GetValues<TokenMixing>())
        {
            Close.ToLargest(reference.Mix(row, kind)[0], model.Mix(row, kind)[0], 2e-4, 0, $"{name} {kind}");
        }
    }

    [Theory]
    [MemberData(nameof(GoldenTask.All), MemberType = typeof(GoldenTask))]
    public void A_part_drawn_anew_computes_what_its_weights_give(string name)
    {
        const ulong Seed = 5;
        using ModelFolder folder = ModelFolder.Open(GoldenTask.Model(name));
        IModel model = Get(name);
        EncoderWeights twin = RandomTwin.Draw(folder.Weights, Seed);
        InputRow[] row = [GoldenTask.Cases(name)[0].Row];
        Tensor own = model.Predict(row)[0];
        for (int part = 0; part < model.Info.RandomizableLayers; part++)
        {
            EncoderWeights mixed = RandomTwin.Mix(folder.Weights, twin, part, 1);
            IModel expected = core.Load(name, folder.Config, mixed);
            using var owned = expected as IDisposable;
            Tensor drawn = model.Randomized(part, 1, Seed).Predict(row)[0];
            core.RequireSame(expected.Predict(row)[0], drawn, Absolute, $"{name} part {part}");
            drawn.Span.SequenceEqual(own.Span).ShouldBeFalse($"{name} part {part}");
        }
    }

    private IModel Get(string name) => core.At(GoldenTask.Model(name));

    // One sum a token.
    private static double[] Sums(Tensor values, Func<int, double, double> term)
    {
        double[] sums = new double[values.Shape[0]];
        for (int i = 0; i < values.Span.Length; i++)
        {
            sums[i / values.Shape[1]] += term(i, values.Span[i]);
        }

        return sums;
    }

    // The last token stays as it is, so that heads which look for a separator find one.
    private static TargetQuery[] Queries(string name, ModelInfo info)
    {
        var random = new DeterministicRandom(7);
        int separator = GoldenTask.Cases(name)[0].Row.TokenIds.Span[^1];
        return [.. Enumerable.Range(0, Rows).Select(i => Query(CoreRows.RandomQuery(info, random, Longest), i))];

        TargetQuery Query(TargetQuery query, int i)
        {
            int[] ids = query.Row.TokenIds.ToArray();
            ids[^1] = separator;
            bool[] mask = query.Row.AttentionMask.ToArray();
            mask.AsSpan(Math.Max(0, mask.Length - 1)).Fill(true);
            var row = new InputRow { TokenIds = ids, AttentionMask = mask, Embeddings = query.Row.Embeddings };
            int? position = info.Head == HeadKind.Sequence ? null : ids.Length / 2;
            return new TargetQuery(row, new Target(i % info.Labels.Count, position), query.Quantity);
        }
    }
}
