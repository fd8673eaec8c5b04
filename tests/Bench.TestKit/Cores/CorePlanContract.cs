using Bench.Abstractions;
using Bench.Inference;
using Shouldly;
using Xunit;

namespace Bench.TestKit;

/// <summary>
/// A core against the reference, one micro model of each architecture and task: random rows with hidden tokens and replaced embeddings.
/// </summary>
/// <param name="core">The core.</param>
public abstract class CorePlanContract(TestedCore core)
{
    private const double Absolute = 1e-5;
    private const int Rows = 6;
    private const int Longest = 21;

    // Deep models add rounding up; the tolerance of the golden cases is for two layers.
    private readonly double _gradients = Math.Max(core.Gradients, 2e-5);

    [Theory]
    [MemberData(nameof(GoldenTask.All), MemberType = typeof(GoldenTask))]
    public void Random_rows_agree_with_the_reference(string name)
    {
        ReferenceEncoder reference = GoldenTask.Reference(name);
        TargetQuery[] queries = CoreRows.PlanQueries(name, reference.Info, Rows, Longest);
        IReadOnlyList<Answer> expected = reference.Gradients(queries);
        IModel model = Get(name);
        IReadOnlyList<Answer> answers = model.Gradients(queries);
        IReadOnlyList<Tensor> logits = model.Predict([.. queries.Select(query => query.Row)]);
        for (int i = 0; i < Rows; i++)
        {
            string what = $"{name} row {i}";
            Close.ToLargest(expected[i].Outputs, answers[i].Outputs, Absolute, Absolute, what);
            Close.ToLargest(expected[i].Gradient, answers[i].Gradient, 1e-6, _gradients, what);
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
            model.Offers.ShouldBe(Ask.Gradient | Ask.GradientSums);
            return;
        }

        TargetQuery[] queries = CoreRows.PlanQueries(name, reference.Info, Rows, Longest);
        IReadOnlyList<Answer> expected = reference.AttentionGradients(queries);
        IReadOnlyList<Answer> answers = model.AttentionGradients(queries);
        for (int i = 0; i < Rows; i++)
        {
            Close.ToLargest(expected[i].Maps, answers[i].Maps, 5e-6, 0, $"{name} row {i}");
            Close.ToLargest(expected[i].MapGradients, answers[i].MapGradients, 1e-6, _gradients, $"{name} row {i}");
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
}
