namespace Bench.Inference;

/// <summary>
/// The feed-forward part up to its second map: activation(W x), times a gate where there is one; and the chain rule back.
/// </summary>
internal sealed unsafe class FeedForwardPass(PackedEncoder model)
{
    private readonly KernelSet _kernels = model.Kernels;
    /// <summary>From x to <see cref="Workspace.Intermediate"/>.</summary>
    public void Forward(PackedLayer weights, Workspace workspace, Matrix x, int rows, in KeptLayer kept)
    {
        var finish = new TileFinish
        {
            Kind = kept.Slope.IsNull ? FinishKind.Activate : FinishKind.ActivateAndKeepSlope,
            Activation = model.Config.Activation,
            Slope = kept.Slope.Data,
            Row = kept.Slope.Stride,
        };
        if (weights.Gate is not { } gate)
        {
            _kernels.Apply(weights.Intermediate, x, rows, workspace.Intermediate, finish);
            return;
        }

        Matrix values = kept.Activated.IsNull ? workspace.Gate : kept.Activated;
        TileFinish gating = finish with { Kind = FinishKind.Gate, Values = values.Data, Row = values.Stride };
        _kernels.Multiply(
        [
            LinearProducts.Of(weights.Intermediate, x, rows, values, finish),
            LinearProducts.Of(gate, x, rows, workspace.Intermediate, gating),
        ]);
    }

    /// <summary>From the gradient by the layer's output to that by x.</summary>
    /// <param name="weights">The layer.</param>
    /// <param name="workspace">The chunk's memory.</param>
    /// <param name="gradient">The gradient by the layer's output.</param>
    /// <param name="rows">Tokens.</param>
    /// <param name="kept">What the forward pass kept.</param>
    /// <param name="initial">Added to the result; null for nothing.</param>
    /// <param name="x">Receives the gradient by x.</param>
    public void Backward(PackedLayer weights, Workspace workspace, Matrix gradient, int rows, in KeptLayer kept, Matrix initial, Matrix x)
    {
        var finish = new TileFinish { Kind = FinishKind.MultiplyBySlope, Slope = kept.Slope.Data, Row = kept.Slope.Stride };
        Matrix values = workspace.Intermediate, gates = workspace.Gate;
        if (weights.Gate is not { } gate)
        {
            _kernels.ApplyBackward(weights.Output, gradient, rows, default, values, finish);
            _kernels.ApplyBackward(weights.Intermediate, values, rows, initial, x);
            return;
        }

        finish = finish with { Kind = FinishKind.SplitByGate, Values = kept.Activated.Data, Other = gates.Data };
        _kernels.ApplyBackward(weights.Output, gradient, rows, default, values, finish);
        _kernels.ApplyBackward(weights.Intermediate, values, rows, initial, x);
        _kernels.ApplyBackward(gate, gates, rows, x, x);
    }
}
