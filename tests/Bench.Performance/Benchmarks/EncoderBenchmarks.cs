using Bench.Abstractions;
using Bench.Inference;
using BenchmarkDotNet.Attributes;

namespace Bench.Performance;

/// <summary>32 rows of 24 tokens, forward, and forward and backward.</summary>
public class EncoderBenchmarks
{
    private readonly InputRow[] _rows = Batches.Equal(32, 24);
    private ManagedEncoder _model = null!;

    [Params("BERT-base shape", "6 × 384", ShippedSuite.ModelName)]
    public string Model { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        ModelShape? shape = new[] { ModelShape.BertBase, ModelShape.SixLayers }.FirstOrDefault(shape => shape.Name == Model);
        _model = shape is null ? ShippedSuite.LoadModel(Threads) : RandomModel.Load(shape, Threads);
    }

    [Benchmark]
    public object Forward() => _model.Predict(_rows);

    [Benchmark]
    public object ForwardAndBackward() => _model.Gradients(_rows, new Target(1), Quantity.Logit);

    [GlobalCleanup]
    public void Free() => _model.Dispose();
}
