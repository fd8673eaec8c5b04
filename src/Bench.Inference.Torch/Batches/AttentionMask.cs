namespace Bench.Inference.Torch;

/// <summary>Which keys every query meets.</summary>
/// <param name="Added">
/// Added to the scores [B or 1, 1, n or 1, n]: 0, or −∞ for keys that are not met; <see langword="null"/> for zeros.
/// </param>
/// <param name="Meets">
/// 1, or 0 for queries that meet no key and take nothing [B, 1, n, 1]; <see langword="null"/> where all meet some. Their scores have no −∞,
/// since a softmax of nothing is no number.
/// </param>
/// <param name="IsCausal">Whether the mask is that every query meets itself and all keys before it, and nothing else.</param>
internal sealed record AttentionMask(TorchTensor? Added, TorchTensor? Meets, bool IsCausal)
{
    private static readonly Scalar _never = float.NegativeInfinity;
    private static readonly Scalar _zero = 0;

    /// <summary>Makes the mask of attention to all tokens of a batch.</summary>
    /// <param name="model">The model.</param>
    /// <param name="visible">Which tokens may be attended to [B, n]; <see langword="null"/> for all.</param>
    public static AttentionMask Of(DeviceEncoder model, TorchTensor? visible) =>
        new(visible is null ? null : Closed(model, visible.logical_not().unsqueeze(1).unsqueeze(1)), null, false);

    /// <summary>Makes the mask of a layer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="distances">Position of the query − position of the key [B or 1, n, n].</param>
    /// <param name="visible">Which tokens may be attended to [B, n]; <see langword="null"/> for all.</param>
    /// <param name="causal">Whether a query meets no key behind it.</param>
    /// <param name="reach">The farthest distance at which a query meets a key.</param>
    public static AttentionMask Of(DeviceEncoder model, TorchTensor distances, TorchTensor? visible, bool causal, int reach)
    {
        if (!causal && reach == int.MaxValue)
        {
            return Of(model, visible);
        }

        TorchTensor? met = causal ? distances.ge(_zero) : null;
        if (reach != int.MaxValue)
        {
            using Scalar farthest = reach;
            TorchTensor near = distances.abs().le(farthest);
            met = met?.logical_and(near) ?? near;
        }

        if (visible is null)
        {
            return new AttentionMask(Closed(model, met!.logical_not().unsqueeze(1)), null, causal && reach == int.MaxValue);
        }

        met = met!.logical_and(visible.unsqueeze(1));
        TorchTensor meets = met.any(2, keepdim: true);
        TorchTensor added = Closed(model, met.logical_not().logical_and(meets).unsqueeze(1));
        return new AttentionMask(added, model.Numbers(meets.unsqueeze(1)), false);
    }

    private static TorchTensor Closed(DeviceEncoder model, TorchTensor closed) =>
        model.Numbers(closed).mul(_zero).masked_fill(closed, _never);
}
