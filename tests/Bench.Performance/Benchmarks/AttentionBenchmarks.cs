using BenchmarkDotNet.Attributes;

namespace Bench.Performance;

/// <summary>Attention of one BERT-base layer over one row, one thread.</summary>
public class AttentionBenchmarks
{
    private AttentionOperands _operands = null!;

    [Params(24, 128, 512)]
    public int Tokens { get; set; }

    [GlobalSetup]
    public void Prepare() => _operands = new AttentionOperands(ModelShape.BertBase, Tokens);

    [Benchmark]
    public void Attend() => _operands.Run();

    [GlobalCleanup]
    public void Free() => _operands.Dispose();
}
