using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Every way in which the managed core computes, against the reference.</summary>
internal static class WaysAgree
{
    /// <summary>Every kernel, and a backward pass that keeps nothing.</summary>
    public static IEnumerable<ManagedCoreOptions> Ways() =>
    [
        .. Cores.Kernels.Select(kernels => new ManagedCoreOptions { Kernels = kernels }),
        new ManagedCoreOptions { KeptActivationBytes = 0 },
    ];

    /// <summary>Outputs and gradients are the reference's; outputs without gradients are bit for bit those with them.</summary>
    public static void Check(string name, ReferenceEncoder reference, TargetQuery[] queries)
    {
        IReadOnlyList<Answer> expected = reference.Gradients(queries);
        foreach (ManagedCoreOptions options in Ways())
        {
            using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model(name), options);
            IReadOnlyList<Answer> answers = model.Gradients(queries);
            IReadOnlyList<Tensor> logits = model.Predict([.. queries.Select(query => query.Row)]);
            for (int i = 0; i < queries.Length; i++)
            {
                string what = $"{name} row {i} {options.Kernels} {options.KeptActivationBytes}";
                Close.ToLargest(expected[i].Outputs, answers[i].Outputs, 1e-5, 1e-5, what);
                Close.ToLargest(expected[i].Gradient, answers[i].Gradient, 1e-6, 2e-5, what);
                logits[i].Span.SequenceEqual(answers[i].Outputs.Span).ShouldBeTrue(what);
            }
        }
    }
}
