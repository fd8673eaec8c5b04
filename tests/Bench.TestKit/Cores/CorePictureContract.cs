using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.Inference;
using Shouldly;
using Xunit;

namespace Bench.TestKit;

/// <summary>
/// A core on pictures: against transformers, one micro model of each architecture, and against the reference on random rows.
/// </summary>
/// <param name="core">The core.</param>
public abstract class CorePictureContract(TestedCore core)
{
    private const double Absolute = 1e-5;
    private const double Relative = 1e-4;
    private const int Rows = 6;

    private readonly double _gradients = Math.Max(core.Gradients, 2e-5);

    [Theory]
    [MemberData(nameof(GoldenTask.Pictures), MemberType = typeof(GoldenTask))]
    public void Logits_and_gradients_agree_with_transformers(string name)
    {
        IModel model = Get(name);
        PictureShape shape = model.Info.Picture!;
        foreach (GoldenPicture golden in GoldenPicture.Cases(name, model.Info))
        {
            Close.Within(golden.Logits, model.Predict([golden.Row])[0].Span, Absolute, Relative, golden.Name);
            double[] pixels = PictureRows.Planes(shape, model.Embed(golden.Row));
            foreach (GoldenPictureTarget target in golden.Targets)
            {
                string what = $"{golden.Name} {target.Target}";
                Answer answer = model.Gradients([new TargetQuery(golden.Row, target.Target, Quantity.Logit)])[0];
                double[] gradient = PictureRows.Planes(shape, answer.Gradient);
                double[] products = [.. gradient.Zip(pixels, (slope, value) => slope * value)];
                double[] norms = [.. Enumerable.Range(0, 16).Select(i => Norm(gradient, shape, (i / 4 * shape.Width) + (i % 4)))];
                ((double)answer.Outputs.Span[target.Target.Output]).ShouldBe(
                    target.Value, Absolute + (Relative * Math.Abs(target.Value)), what);
                Close.Within(target.Gradients, PictureRows.Sums(shape, gradient, target.Square), Absolute, Relative, $"{what} gradients");
                Close.Within(target.Products, PictureRows.Sums(shape, products, target.Square), Absolute, Relative, $"{what} products");
                Close.Within(target.Norms, norms, Absolute, Relative, $"{what} norms");
                for (int place = 0; place < shape.FirstPatch; place++)
                {
                    answer.Gradient[place].Span.ContainsAnyExcept(0).ShouldBeFalse($"{what} special token {place}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenTask.Pictures), MemberType = typeof(GoldenTask))]
    public void Random_rows_agree_with_the_reference(string name)
    {
        ReferenceEncoder reference = GoldenTask.Reference(name);
        TargetQuery[] queries = PictureRows.Random(reference.Info, Rows);
        IModel model = Get(name);
        IReadOnlyList<Answer> expected = reference.Gradients(queries), answers = model.Gradients(queries);
        IReadOnlyList<Tensor> logits = model.Predict([.. queries.Select(query => query.Row)]);
        for (int i = 0; i < Rows; i++)
        {
            Close.ToLargest(expected[i].Outputs, answers[i].Outputs, Absolute, Absolute, $"{name} row {i}");
            Close.ToLargest(expected[i].Gradient, answers[i].Gradient, 1e-6, _gradients, $"{name} row {i}");
            Close.ToLargest(expected[i].Outputs, logits[i], Absolute, Absolute, $"{name} row {i}");
        }
    }

    [Theory]
    [MemberData(nameof(GoldenTask.Pictures), MemberType = typeof(GoldenTask))]
    public void Attention_and_mixing_agree_with_the_reference(string name)
    {
        ReferenceEncoder reference = GoldenTask.Reference(name);
        IModel model = Get(name);
        model.Offers.HasFlag(Ask.AttentionGradient).ShouldBe(!model.Info.Picture!.IsWhole);
        model.Offers.HasFlag(Ask.Mixing).ShouldBe(!model.Info.Picture.IsWhole);
        if (model.Info.Picture.IsWhole)
        {
            return;
        }

        TargetQuery[] queries = PictureRows.Random(reference.Info, Rows);
        IReadOnlyList<Answer> expected = reference.AttentionGradients(queries), answers = model.AttentionGradients(queries);
        for (int i = 0; i < Rows; i++)
        {
            Close.ToLargest(expected[i].Maps, answers[i].Maps, 5e-6, 0, $"{name} row {i}");
            Close.ToLargest(expected[i].MapGradients, answers[i].MapGradients, 1e-6, _gradients, $"{name} row {i}");
        }

        InputRow[] row = [queries[0].Row];
        foreach (TokenMixing kind in Enum.GetValues<TokenMixing>())
        {
            Close.ToLargest(reference.Mix(row, kind)[0], model.Mix(row, kind)[0], 2e-4, 0, $"{name} {kind}");
        }
    }

    [Theory]
    [MemberData(nameof(GoldenTask.Pictures), MemberType = typeof(GoldenTask))]
    public void A_part_drawn_anew_computes_what_its_weights_give(string name)
    {
        const ulong Seed = 5;
        using ModelFolder folder = ModelFolder.Open(GoldenTask.Model(name));
        IModel model = Get(name);
        EncoderWeights twin = RandomTwin.Draw(folder.Weights, Seed);
        InputRow[] row = [GoldenPicture.Cases(name, model.Info)[0].Row];
        Tensor own = model.Predict(row)[0];
        model.Info.RandomizableLayers.ShouldBe(folder.Config.Layers + 2);
        for (int part = 0; part < model.Info.RandomizableLayers; part++)
        {
            IModel expected = core.Load(name, folder.Config, RandomTwin.Mix(folder.Weights, twin, part, 1));
            using var owned = expected as IDisposable;
            Tensor drawn = model.Randomized(part, 1, Seed).Predict(row)[0];
            core.RequireSame(expected.Predict(row)[0], drawn, Absolute, $"{name} part {part}");
            drawn.Span.SequenceEqual(own.Span).ShouldBeFalse($"{name} part {part}");
        }
    }

    [Theory]
    [MemberData(nameof(GoldenTask.Pictures), MemberType = typeof(GoldenTask))]
    public void Texts_and_pictures_of_other_sizes_are_refused_by_name(string name)
    {
        IModel model = Get(name);
        InputRow row = GoldenPicture.Cases(name, model.Info)[0].Row;

        Should.Throw<BenchException>(() => model.Predict([new InputRow { TokenIds = row.TokenIds }])).Problem
            .ShouldContain("takes pictures");
        Should.Throw<BenchException>(() => model.Predict([new InputRow { TokenIds = row.TokenIds, Pixels = row.Pixels[1..] }]))
            .Problem.ShouldContain("values for");
    }

    [Theory]
    [InlineData("24", "12 and 6: padded windows in the second stage")]
    [InlineData("18", "9 and 5: padded windows in both, an odd row is joined with zeros")]
    [InlineData("[16, 28]", "8 × 14 and 4 × 7: one row of windows")]
    public void Grids_that_windows_do_not_divide_are_padded(string size, string what)
    {
        using var copy = new ModelCopy(new DirectoryInfo(GoldenTask.Model("swin")));
        copy.Configure(config => config["image_size"] = JsonNode.Parse(size));
        IModel model = core.Load(copy.Folder);
        using var owned = model as IDisposable;
        var reference = ReferenceEncoder.Load(copy.Folder);
        TargetQuery[] queries = PictureRows.Random(model.Info, 3);

        IReadOnlyList<Answer> expected = reference.Gradients(queries), answers = model.Gradients(queries);

        for (int i = 0; i < queries.Length; i++)
        {
            Close.ToLargest(expected[i].Outputs, answers[i].Outputs, 1e-5, 1e-5, what);
            Close.ToLargest(expected[i].Gradient, answers[i].Gradient, 1e-6, _gradients, what);
        }
    }

    private static double Norm(double[] planes, PictureShape shape, int pixel) =>
        Math.Sqrt(Enumerable.Range(0, PictureShape.Channels).Sum(channel => Math.Pow(planes[(channel * shape.PixelCount) + pixel], 2)));

    private IModel Get(string name) => core.At(GoldenTask.Model(name));
}
