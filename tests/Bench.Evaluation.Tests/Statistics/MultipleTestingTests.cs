using System.Text.Json;

namespace Bench.Evaluation.Tests;

public sealed class MultipleTestingTests
{
    [Fact]
    public void Agrees_with_the_reference()
    {
        foreach (JsonElement entry in MathVectors.Section("multiple_testing"))
        {
            double[] p = entry.Numbers("p");
            MultipleTesting.Holm(p).ShouldBe(entry.Numbers("holm"), 1e-9);
            MultipleTesting.BenjaminiHochberg(p).ShouldBe(entry.Numbers("benjamini_hochberg"), 1e-9);
        }
    }

    [Fact]
    public void No_tests_need_no_correction() => MultipleTesting.Holm([]).ShouldBeEmpty();
}
