using Bench.Abstractions;
using Bench.Inference;

namespace Bench.Performance;

/// <summary>A packed linear map with room for its input and output.</summary>
internal sealed unsafe class Product : IDisposable
{
    private readonly KernelSet _kernels = Kernels.For(KernelChoice.Auto);
    private readonly PackedLinear _map;
    private readonly NativeBuffer _input;
    private readonly NativeBuffer _output;
    private readonly int _rows;

    /// <summary>Makes random operands.</summary>
    /// <param name="rows">Rows M.</param>
    /// <param name="inputs">Width K of the input.</param>
    /// <param name="outputs">Width N of the output.</param>
    public Product(int rows, int inputs, int outputs)
    {
        const int slack = 64;
        var random = new DeterministicRandom(4);
        _rows = rows;
        _map = new PackedLinear(_kernels.PanelWidth, 1, RandomModel.Map(random, outputs, inputs));
        _input = new NativeBuffer(((long)rows * Padding.Stride(inputs)) + slack);
        _output = new NativeBuffer(((long)rows * Padding.Stride(outputs)) + slack);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < inputs; column++)
            {
                _input.Pointer[(row * Padding.Stride(inputs)) + column] = (float)(random.NextDouble() - 0.5);
            }
        }
    }

    /// <summary>Floating-point operations of one product.</summary>
    public double Flops => 2.0 * _rows * _map.Inputs * _map.Outputs;

    /// <summary>Computes it.</summary>
    public void Run() => _kernels.Apply(
        _map, new Matrix(_input.Pointer, Padding.Stride(_map.Inputs)), _rows, new Matrix(_output.Pointer, Padding.Stride(_map.Outputs)));

    public void Dispose()
    {
        _map.Dispose();
        _input.Dispose();
        _output.Dispose();
    }
}
