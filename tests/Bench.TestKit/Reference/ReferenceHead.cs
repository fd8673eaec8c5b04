using Bench.Inference;

namespace Bench.TestKit;

/// <summary>Logits from the first position: an optional dense map with its non-linearity, then the outputs.</summary>
internal sealed class ReferenceHead(ClassificationHead head)
{
    private readonly ReferenceLinear? _dense = head.Dense is { } dense ? new ReferenceLinear(dense) : null;
    private readonly ReferenceLinear _output = new(head.Output);

    public Grid Forward(Grid hidden)
    {
        Grid first = First(hidden);
        return _output.Forward(_dense is null
            ? first
            : _dense.Forward(first).Map(value => ReferenceActivation.Value(head.DenseActivation, value)));
    }

    /// <summary>The derivative by the hidden states; only the first position has one.</summary>
    public Grid Backward(Grid hidden, Grid dLogits)
    {
        Grid d = _output.Backward(dLogits);
        if (_dense is not null)
        {
            Grid u = _dense.Forward(First(hidden));
            d = _dense.Backward(d.Combine(u, (outer, value) => outer * ReferenceActivation.Derivative(head.DenseActivation, value)));
        }

        var result = new Grid(hidden.Rows, hidden.Columns);
        d.Row(0).CopyTo(result.Row(0));
        return result;
    }

    private static Grid First(Grid hidden)
    {
        var first = new Grid(1, hidden.Columns);
        hidden.Row(0).CopyTo(first.Row(0));
        return first;
    }
}
