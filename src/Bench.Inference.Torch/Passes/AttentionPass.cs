namespace Bench.Inference.Torch;

/// <summary>Queries, keys and values of all heads.</summary>
/// <param name="Queries">[B, H, queries, d].</param>
/// <param name="Keys">[B, H, n, d]; heads of queries that share a head of keys have copies of it.</param>
/// <param name="Values">[B, H, n, d], shared likewise.</param>
internal readonly record struct AttentionHeads(TorchTensor Queries, TorchTensor Keys, TorchTensor Values);

/// <summary>Scaled dot-product attention (Vaswani et al. 2017) with all that a plan adds to it.</summary>
internal sealed class AttentionPass(EncoderConfig config)
{
    private readonly Scalar _scale = config.ScoreScale;

    /// <summary>Maps states to heads, normalised and rotated where the model does that.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="rotation">How queries and keys are rotated, or <see langword="null"/>.</param>
    /// <param name="queries">States that ask [B, queries, hidden].</param>
    /// <param name="states">States that are asked [B, n, hidden].</param>
    public AttentionHeads Project(DeviceLayer layer, Rotation? rotation, TorchTensor queries, TorchTensor states)
    {
        TorchTensor asking = Heads(layer.Query.Apply(queries), config.Heads), asked = Heads(layer.Key.Apply(states), config.KeyHeads);
        asking = layer.QueryNorm?.Apply(asking) ?? asking;
        asked = layer.KeyNorm?.Apply(asked) ?? asked;
        if (rotation is not null)
        {
            asking = rotation.Apply(asking);
            asked = rotation.Apply(asked);
        }

        return new AttentionHeads(asking, Shared(asked), Shared(Heads(layer.Value.Apply(states), config.KeyHeads)));
    }

    /// <summary>Attention maps of a layer [B, H, queries, n].</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="heads">Its heads.</param>
    /// <param name="places">Where the tokens stand.</param>
    /// <param name="mask">Which keys every query meets.</param>
    public TorchTensor Maps(DeviceLayer layer, in AttentionHeads heads, TokenPlaces places, AttentionMask mask)
    {
        TorchTensor queries = heads.Queries.mul(_scale);
        TorchTensor scores = DistanceTerms.Add(layer, queries, heads.Keys, places, queries.matmul(heads.Keys.transpose(2, 3)));
        TorchTensor maps = (mask.Added is { } added ? scores.add(added) : scores).softmax(3);
        return mask.Meets is { } meets ? maps.mul(meets) : maps;
    }

    /// <summary>Mixed values of all heads [B, H, queries, d], without the maps, which then never exist as a whole.</summary>
    /// <inheritdoc cref="Maps"/>
    public TorchTensor Mixed(DeviceLayer layer, in AttentionHeads heads, TokenPlaces places, AttentionMask mask)
    {
        // The library scales by the head's width alone; terms that hang on queries are no constant mask.
        if (config.Attention.ScoreTerms != 1 || layer.DistanceKeys is not null || layer.DistanceQueries is not null)
        {
            return Maps(layer, heads, places, mask).matmul(heads.Values);
        }

        TorchTensor? added = mask.Added;
        if (layer.ScoreBias is not null)
        {
            TorchTensor bias = DistanceTerms.Bias(layer.ScoreBias, places);
            added = added?.add(bias) ?? bias;
        }

        bool causal = mask.IsCausal && layer.ScoreBias is null;
        TorchTensor mixed = torch.nn.functional.scaled_dot_product_attention(
            heads.Queries, heads.Keys, heads.Values, causal ? null : added, 0, causal);
        return mask.Meets is { } meets ? mixed.mul(meets) : mixed;
    }

    /// <summary>A decoder layer's attention to the encoder's output: h = norm(h + attention(h, encoder's output)).</summary>
    /// <param name="cross">The layer's weights.</param>
    /// <param name="states">States of the decoder [B, m, hidden].</param>
    /// <param name="encoder">The encoder's output [B, n, hidden].</param>
    /// <param name="mask">Which of the encoder's tokens may be attended to.</param>
    public TorchTensor Cross(DeviceCross cross, TorchTensor states, TorchTensor encoder, AttentionMask mask)
    {
        TorchTensor mixed = torch.nn.functional.scaled_dot_product_attention(
            Heads(cross.Query.Apply(states), config.Heads),
            Shared(Heads(cross.Key.Apply(encoder), config.KeyHeads)),
            Shared(Heads(cross.Value.Apply(encoder), config.KeyHeads)),
            mask.Added);
        return cross.Norm.Apply(states.add(cross.Output.Apply(Joined(mixed))));
    }

    /// <summary>Joins the heads' mixed values: [B, H, n, d] to [B, n, H · d].</summary>
    public TorchTensor Joined(TorchTensor heads)
    {
        long[] shape = heads.shape;
        return heads.transpose(1, 2).reshape(shape[0], shape[2], config.QueryWidth);
    }

    // [B, n, H · d] to [B, H, n, d].
    private TorchTensor Heads(TorchTensor states, int heads) =>
        states.view(states.shape[0], states.shape[1], heads, config.HeadSize).transpose(1, 2);

    // Every head of keys serves as many neighbouring heads of queries.
    private TorchTensor Shared(TorchTensor heads) =>
        config.KeyHeads == config.Heads ? heads : heads.repeat_interleave(config.Heads / config.KeyHeads, 1);
}
