using Bench.Abstractions;
using Bench.Inference;

namespace Bench.TestKit;

/// <summary>Logits from the first position, or from every one: an optional dense map with its non-linearity, then the outputs.</summary>
internal sealed class ReferenceHead(ClassificationHead head, HeadKind kind)
{
    private readonly ReferenceLinear? _dense = head.Dense is { } dense ? new ReferenceLinear(dense) : null;
    private readonly ReferenceLinear _output = new(head.Output);

    public Grid Forward(Grid hidden)
    {
        Grid read = Read(hidden);
        return _output.Forward(_dense is null
            ? read
            : _dense.Forward(read).Map(value => ReferenceActivation.Value(head.DenseActivation, value)));
    }

    /// <summary>The derivative by the hidden states; only positions that are read have one.</summary>
    public Grid Backward(Grid hidden, Grid dLogits)
    {
        Grid d = _output.Backward(dLogits);
        if (_dense is not null)
        {
            Grid u = _dense.Forward(Read(hidden));
            d = _dense.Backward(d.Combine(u, (outer, value) => outer * ReferenceActivation.Derivative(head.DenseActivation, value)));
        }

        var result = new Grid(hidden.Rows, hidden.Columns);
        for (int row = 0; row < d.Rows; row++)
        {
            d.Row(row).CopyTo(result.Row(row));
        }

        return result;
    }

    private Grid Read(Grid hidden)
    {
        if (kind != HeadKind.Sequence)
        {
            return hidden;
        }

        var first = new Grid(1, hidden.Columns);
        hidden.Row(0).CopyTo(first.Row(0));
        return first;
    }
}
