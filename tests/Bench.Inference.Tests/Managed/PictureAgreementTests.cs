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
        IReadOnlyList<Answer> expected = reference.Gradients(queries);
        ManagedCoreOptions[] ways =
            [.. Cores.Kernels.Select(kernels => new ManagedCoreOptions { Kernels = kernels }),
                new ManagedCoreOptions { KeptActivationBytes = 0 }];
        foreach (ManagedCoreOptions options in ways)
        {
            using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model(name), options);
            IReadOnlyList<Answer> answers = model.Gradients(queries);
            IReadOnlyList<Tensor> logits = model.Predict([.. queries.Select(query => query.Row)]);
            for (int i = 0; i < Rows; i++)
            {
                string what = $"{name} row {i} {options.Kernels} {options.KeptActivationBytes}";
                Close.ToLargest(expected[i].Outputs, answers[i].Outputs, 1e-5, 1e-5, what);
                Close.ToLargest(expected[i].Gradient, answers[i].Gradient, 1e-6, 2e-5, what);
                logits[i].Span.SequenceEqual(answers[i].Outputs.Span).ShouldBeTrue(what);
            }
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
