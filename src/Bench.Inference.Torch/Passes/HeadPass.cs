using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>From the last layer's output to logits.</summary>
internal sealed class HeadPass(DeviceHead head, EncoderConfig config, Activation activation)
{
    /// <summary>Logits [B, C], or [B, n, C] where the head reads every token.</summary>
    /// <param name="hidden">States after the last layer [B, n, hidden], or the first token's alone [B, 1, hidden].</param>
    /// <param name="places">Where the tokens stand.</param>
    /// <param name="reads">The state that each row's head reads, counted over the batch [B].</param>
    public TorchTensor Logits(TorchTensor hidden, TokenPlaces places, TorchTensor reads)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        bool two = config.Pooling == Pooling.FirstTwo;
        bool pools = config.Head == HeadKind.Sequence && config.Pooling == Pooling.Mean;
        TorchTensor read = config.Head != HeadKind.Sequence || pools ? hidden
            : two ? hidden.narrow(1, 0, 2)
            : hidden.shape[1] == 1 ? hidden.select(1, 0)
            : hidden.reshape(-1, hidden.shape[2]).index_select(0, reads);
        read = head.FinalNorm?.Apply(read) ?? read;
        read = two ? read.reshape(read.shape[0], config.ReadWidth) : read;
        read = pools ? Mean(read, places.Visible) : read;
        read = head.Dense is { } dense ? activation.Apply(dense.Apply(read), head.Activation) : read;
        read = head.Norm?.Apply(read) ?? read;
        return head.Output.Apply(read).MoveToOuterDisposeScope();
    }

    // Over the tokens that may be attended to, in single precision.
    private static TorchTensor Mean(TorchTensor states, TorchTensor? visible)
    {
        TorchTensor wide = states.to(torch.ScalarType.Float32);
        if (visible is null)
        {
            return wide.mean([1]).to(states.dtype);
        }

        TorchTensor shares = visible.to(torch.ScalarType.Float32);
        shares = shares.div(shares.sum(1, keepdim: true));
        return wide.mul(shares.unsqueeze(2)).sum(1).to(states.dtype);
    }
}
