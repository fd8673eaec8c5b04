namespace Bench.Inference.Torch;

/// <summary>One layer: attention, attention to the encoder, feed-forward part, convolution; each as far as the plan has it.</summary>
internal sealed class LayerPass(EncoderConfig config, Activation activation)
{
    private readonly AttentionPass _attention = new(config);

    /// <summary>Attention as the layer does it.</summary>
    public AttentionPass Attention => _attention;

    /// <summary>Runs a layer within a dispose scope of its own.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="index">Its index.</param>
    /// <param name="places">Where the tokens stand.</param>
    /// <param name="hidden">States before it [B, n, hidden].</param>
    /// <param name="firstOnly">Whether only the first token's state is wanted.</param>
    /// <param name="encoder">In a decoder, the encoder's output and the mask of its tokens.</param>
    /// <param name="maps">Receives the attention maps [B, H, n, n], where asked for.</param>
    /// <returns>States after it [B, n or 1, hidden].</returns>
    public TorchTensor Run(
        DeviceLayer layer,
        int index,
        TokenPlaces places,
        TorchTensor hidden,
        bool firstOnly,
        (TorchTensor Output, AttentionMask Mask)? encoder,
        List<TorchTensor>? maps)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        AttentionHeads heads = Heads(layer, index, places, hidden, firstOnly);
        AttentionMask mask = places.MaskOf(index);
        TorchTensor mixed;
        if (maps is null)
        {
            mixed = _attention.Mixed(layer, heads, places, mask);
        }
        else
        {
            TorchTensor weights = _attention.Maps(layer, heads, places, mask);
            maps.Add(weights.MoveToOuterDisposeScope());
            mixed = weights.matmul(heads.Values);
        }

        TorchTensor residual = firstOnly ? hidden.narrow(1, 0, 1) : hidden;
        TorchTensor sum = residual.add(layer.AttentionOutput.Apply(_attention.Joined(mixed)));
        TorchTensor attended = config.NormFirst ? sum : layer.AttentionNorm!.Apply(sum);
        if (layer.Cross is { } cross)
        {
            attended = _attention.Cross(cross, attended, encoder!.Value.Output, encoder.Value.Mask);
        }

        return FeedForward(layer, places, hidden, attended).MoveToOuterDisposeScope();
    }

    /// <summary>Queries, keys and values of a layer.</summary>
    /// <inheritdoc cref="Run"/>
    public AttentionHeads Heads(DeviceLayer layer, int index, TokenPlaces places, TorchTensor hidden, bool firstOnly)
    {
        TorchTensor states = config.NormFirst && layer.AttentionNorm is { } norm ? norm.Apply(hidden) : hidden;
        return _attention.Project(layer, places.RotationOf(index), firstOnly ? states.narrow(1, 0, 1) : states, states);
    }

    /// <summary>The layer from the mixed values on, where there is no decoder.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="places">Where the tokens stand.</param>
    /// <param name="hidden">States before the layer [1, n, hidden].</param>
    /// <param name="context">Mixed values [B, n, H · d].</param>
    public TorchTensor Finish(DeviceLayer layer, TokenPlaces places, TorchTensor hidden, TorchTensor context)
    {
        TorchTensor sum = hidden.add(layer.AttentionOutput.Apply(context));
        return FeedForward(layer, places, hidden, config.NormFirst ? sum : layer.AttentionNorm!.Apply(sum));
    }

    private TorchTensor FeedForward(DeviceLayer layer, TokenPlaces places, TorchTensor hidden, TorchTensor attended)
    {
        TorchTensor states = config.NormFirst ? layer.OutputNorm.Apply(attended) : attended;
        TorchTensor inner = activation.Apply(layer.Intermediate.Apply(states), config.Activation);
        inner = layer.Gate is { } gate ? inner.mul(gate.Apply(states)) : inner;
        TorchTensor output = attended.add(layer.Output.Apply(inner));
        output = config.NormFirst ? output : layer.OutputNorm.Apply(output);
        return layer.Convolution is { } convolution
            ? convolution.Norm.Apply(output.add(Convolved(convolution, places.Visible, hidden)))
            : output;
    }

    // Along the text; tokens that may not be attended to count as 0, and get nothing.
    private TorchTensor Convolved(DeviceConvolution convolution, TorchTensor? visible, TorchTensor hidden)
    {
        TorchTensor? seen = visible?.unsqueeze(2).to(hidden.dtype);
        TorchTensor input = (seen is null ? hidden : hidden.mul(seen)).transpose(1, 2);
        long padding = convolution.Weight.shape[2] / 2;
        TorchTensor sums = torch.nn.functional.conv1d(input, convolution.Weight, convolution.Bias, padding: padding).transpose(1, 2);
        return activation.Apply(seen is null ? sums : sums.mul(seen), convolution.Activation);
    }
}
