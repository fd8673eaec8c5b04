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
