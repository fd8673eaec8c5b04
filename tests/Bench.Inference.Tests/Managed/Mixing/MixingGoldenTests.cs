using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

public class MixingGoldenTests
{
    // One minus a cosine near 1 loses digits in single precision; the tolerance is that of tests/golden/README.md.
    private const double Tolerance = 2e-4;

    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Value_zeroing_agrees(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach (KernelChoice kernels in Cores.Kernels)
        {
            Check(golden, Cores.Get(golden.ModelName, kernels), Tolerance, $"{name} {kernels}");
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Micro), MemberType = typeof(GoldenCases))]
    public void Value_zeroing_of_the_reference_agrees(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        Check(golden, GoldenCases.Reference(golden.ModelName), 1e-6, name);
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Micro), MemberType = typeof(GoldenCases))]
    public void Alti_agrees_with_the_reference(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        Tensor expected = GoldenCases.Reference(golden.ModelName).Mix([golden.Row], TokenMixing.Alti)[0];
        foreach (KernelChoice kernels in Cores.Kernels)
        {
            Close.ToLargest(expected, Cores.Get(golden.ModelName, kernels).Mix([golden.Row], TokenMixing.Alti)[0], 1e-5, 0, $"{name} {kernels}");
        }
    }

    // Trained models have the rows of the classification token only.
    private static void Check(GoldenCase golden, ITokenMixingModel model, double tolerance, string what)
    {
        Tensor maps = model.Mix([golden.Row], TokenMixing.ValueZeroing)[0];
        int n = golden.InputIds.Length;
        double[] expected = golden.Root.At("value_zeroing").Doubles();
        float[] found = expected.Length == maps.Span.Length
            ? maps.Span.ToArray()
            : [.. Enumerable.Range(0, maps.Shape[0]).SelectMany(layer => maps[layer].Span[..n].ToArray())];
        Close.Within(expected, found, tolerance, 0, what);
    }
}
