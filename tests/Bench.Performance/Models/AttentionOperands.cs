using Bench.Abstractions;
using Bench.Inference;

namespace Bench.Performance;

/// <summary>The attention of one layer over one row, with everything it needs.</summary>
internal sealed unsafe class AttentionOperands : IDisposable
{
    private readonly AttentionPass _pass;
    private readonly PackedLayer _layer;
    private readonly AttentionRows _rows;
    private readonly AttentionScratch _scratch;
    private readonly NativeBuffer _memory;

    /// <summary>Makes random operands.</summary>
    /// <param name="shape">Gives heads and widths.</param>
    /// <param name="tokens">Length of the row.</param>
    public AttentionOperands(ModelShape shape, int tokens)
    {
        ModelShape one = shape with { Layers = 1 };
        EncoderConfig config = RandomModel.Config(one);
        EncoderWeights weights = RandomModel.Weights(one);
        KernelSet kernels = Kernels.For(KernelChoice.Auto);
        var dimensions = new Dimensions(config, weights);
        _layer = new PackedLayer(weights.Layers[0], config, kernels);
        _pass = new AttentionPass(kernels, dimensions, null);
        Flops = 4.0 * tokens * tokens * shape.Hidden;
        var counter = new Carver(null);
        Lay(ref counter, dimensions, tokens);
        _memory = new NativeBuffer(counter.Used);
        var random = new DeterministicRandom(5);
        for (long i = 0; i < _memory.Count; i++)
        {
            _memory.Pointer[i] = (float)(random.NextDouble() - 0.5);
        }

        var carver = new Carver(_memory.Pointer);
        (_rows, _scratch) = Lay(ref carver, dimensions, tokens);
    }

    /// <summary>Floating-point operations of the two products.</summary>
    public double Flops { get; }

    /// <summary>Computes it.</summary>
    public void Run() => _pass.Forward(_layer, _rows, _scratch, default);

    public void Dispose()
    {
        _layer.Dispose();
        _memory.Dispose();
    }

    private static (AttentionRows Rows, AttentionScratch Scratch) Lay(ref Carver carver, Dimensions dimensions, int tokens)
    {
        Matrix all = carver.TakeRows(tokens, dimensions.QueryKeyValueStride);
        var rows = new AttentionRows
        {
            QueryCount = tokens,
            KeyCount = tokens,
            TokenCount = tokens,
            Queries = all,
            Keys = all.From(0, dimensions.KeyColumn),
            Values = all.From(0, dimensions.ValueColumn),
            Context = carver.TakeRows(tokens, dimensions.ContextStride),
            Reach = int.MaxValue,
        };
        return (rows, AttentionScratch.Take(ref carver, new AttentionBlocks(), tokens, dimensions.HeadSize, 0));
    }
}
