using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>
/// The managed core on pictures, in every way it computes: against the reference, and the same bit for bit in any company.
/// </summary>
public sealed class PictureAgreementTests
{
    private const int Rows = 5;

    [Theory]
    [MemberData(nameof(GoldenTask.Pictures), MemberType = typeof(GoldenTask))]
    public void Every_way_agrees_with_the_reference(string name)
    {
        ReferenceEncoder reference = GoldenTask.Reference(name);
        TargetQuery[] queries = PictureRows.Random(reference.Info, Rows);
        WaysAgree.Check(name, reference, queries);
    }

    [Fact]
    public void A_model_of_stages_may_have_embeddings_of_places()
    {
        ReferenceEncoder plain = ReferenceEncoder.Load(GoldenTask.Model("swin"));
        var random = new DeterministicRandom(3);
        float[] places = [.. Enumerable.Range(0, 256 * 16).Select(_ => (float)random.NextGaussian())];
        using ModelCopy copy = new ModelCopy(new DirectoryInfo(GoldenTask.Model("swin")))
            .Configure(config => config["use_absolute_embeddings"] = true)
            .Reweigh(tensors => tensors["swin.embeddings.position_embeddings"] = RawTensor.Of(places, 1, 256, 16));
        ReferenceEncoder reference = ReferenceEncoder.Load(copy.Folder);
        using ManagedEncoder core = ManagedCore.Load(copy.Folder);
        TargetQuery[] queries = PictureRows.Random(reference.Info, Rows);

        IReadOnlyList<Answer> expected = reference.Gradients(queries), answers = core.Gradients(queries);

        for (int i = 0; i < Rows; i++)
        {
            Close.ToLargest(expected[i].Outputs, answers[i].Outputs, 1e-5, 1e-5, $"row {i}");
            Close.ToLargest(expected[i].Gradient, answers[i].Gradient, 1e-6, 2e-5, $"row {i}");
            answers[i].Outputs.Span.ToArray().ShouldNotBe(plain.Predict([queries[i].Row])[0].Span.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(GoldenTask.Pictures), MemberType = typeof(GoldenTask))]
    public void Neither_company_nor_threads_change_a_bit(string name)
    {
        using ManagedEncoder alone = ManagedCore.Load(GoldenTask.Model(name), new ManagedCoreOptions { Threads = 1 });
        using ManagedEncoder together = ManagedCore.Load(GoldenTask.Model(name), new ManagedCoreOptions { Threads = 3 });
        TargetQuery[] queries = PictureRows.Random(alone.Info, Rows);

        IReadOnlyList<Answer> answers = together.Gradients(queries);

        for (int i = 0; i < Rows; i++)
        {
            Answer own = alone.Gradients([queries[i]])[0];
            answers[i].Outputs.Span.SequenceEqual(own.Outputs.Span).ShouldBeTrue($"{name} row {i}");
            answers[i].Gradient.Span.SequenceEqual(own.Gradient.Span).ShouldBeTrue($"{name} row {i}");
        }
    }
}
