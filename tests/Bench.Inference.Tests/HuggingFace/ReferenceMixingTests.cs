using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>The reference implementation of mixing against PyTorch's numbers.</summary>
public class ReferenceMixingTests
{
    [Theory]
    [MemberData(nameof(GoldenCases.Micro), MemberType = typeof(GoldenCases))]
    public void Value_zeroing_agrees(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        golden.RequireValueZeroing(GoldenCases.Reference(golden.ModelName), 1e-6, name);
    }
}
