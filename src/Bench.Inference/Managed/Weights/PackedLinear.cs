using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// One or more linear maps of the same input, side by side, packed for y = x Wᵀ + b and, when first asked for, for the chain rule
/// dx = dy W. Each map's outputs start at a padded column of y; in dy they follow each other without padding.
/// </summary>
internal sealed unsafe class PackedLinear : IDisposable
{
    private readonly Linear[] _maps;
    private readonly float _firstScale;
    private readonly NativeBuffer _bias;
    private readonly Lazy<PackedMatrix> _backward;

    /// <summary>Packs maps.</summary>
    /// <param name="panelWidth">The kernels' panel width.</param>
    /// <param name="firstScale">Factor of the first map's weights and bias: attention folds its 1/√d into the queries.</param>
    /// <param name="maps">Maps of the same input.</param>
    public PackedLinear(int panelWidth, float firstScale, params Linear[] maps)
    {
        _maps = maps;
        _firstScale = firstScale;
        Inputs = maps[0].Inputs;
        Outputs = maps.Sum(map => map.Outputs);
        Forward = new PackedMatrix(Inputs, maps.Sum(map => Padding.Pad(map.Outputs)), panelWidth);
        _bias = new NativeBuffer(Forward.PaddedColumns);
        int column = 0;
        for (int i = 0; i < maps.Length; i++)
        {
            Forward.PackTransposed(maps[i].Weight.Span, maps[i].Outputs, column, Scale(i));
            PackBias(maps[i].Bias, column, Scale(i));
            column += Padding.Pad(maps[i].Outputs);
        }

        _backward = new Lazy<PackedMatrix>(PackBackward);
    }

    /// <summary>Width of x.</summary>
    public int Inputs { get; }

    /// <summary>Width of y without padding.</summary>
    public int Outputs { get; }

    /// <summary>[inputs, padded outputs].</summary>
    public PackedMatrix Forward { get; }

    /// <summary>[outputs, padded inputs].</summary>
    public PackedMatrix Backward => _backward.Value;

    /// <summary>Whether any bias is not 0.</summary>
    public bool IsBiased { get; private set; }

    /// <summary>The padded bias from a padded column on.</summary>
    public float* Bias(int column = 0) => _bias.Pointer + column;

    /// <inheritdoc/>
    public void Dispose()
    {
        Forward.Dispose();
        _bias.Dispose();
        if (_backward.IsValueCreated)
        {
            _backward.Value.Dispose();
        }
    }

    private float Scale(int map) => map == 0 ? _firstScale : 1;

    private void PackBias(Tensor bias, int column, float scale)
    {
        for (int i = 0; i < bias.Span.Length; i++)
        {
            _bias.Pointer[column + i] = bias.Span[i] * scale;
            IsBiased |= bias.Span[i] != 0;
        }
    }

    private PackedMatrix PackBackward()
    {
        var packed = new PackedMatrix(Outputs, Padding.Pad(Inputs), Forward.PanelWidth);
        int row = 0;
        for (int i = 0; i < _maps.Length; i++)
        {
            packed.PackRows(_maps[i].Weight.Span, _maps[i].Outputs, Inputs, row, Scale(i));
            row += _maps[i].Outputs;
        }

        return packed;
    }
}
