using BenchmarkDotNet.Attributes;

namespace Bench.Performance;

/// <summary>Products with packed weights, one thread.</summary>
public class GemmBenchmarks
{
    private Product _product = null!;

    [Params(24, 192)]
    public int Rows { get; set; }

    [Params("768x768", "768x3072", "3072x768", "128x512")]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        int[] widths = [.. Shape.Split('x').Select(int.Parse)];
        _product = new Product(Rows, widths[0], widths[1]);
    }

    [Benchmark]
    public void Multiply() => _product.Run();

    [GlobalCleanup]
    public void Free() => _product.Dispose();
}
