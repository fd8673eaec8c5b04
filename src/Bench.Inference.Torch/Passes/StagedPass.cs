using System.Collections.Immutable;

namespace Bench.Inference.Torch;

/// <summary>The stages of a model whose patches attend within windows (Swin, Liu et al. 2021): every window is a row of its own.</summary>
internal sealed class StagedPass : IDisposable
{
    private readonly DeviceEncoder _model;
    private readonly EncoderConfig _config;
    private readonly Activation _activation;
    private readonly ImmutableArray<ImmutableArray<DeviceWindows>> _windows;
    private readonly ImmutableArray<TorchTensor> _joined;

    /// <summary>Brings the indices of all windows to the device.</summary>
    /// <param name="model">The model.</param>
    /// <param name="config">Its configuration, with stages.</param>
    /// <param name="activation">The non-linearities.</param>
    public StagedPass(DeviceEncoder model, EncoderConfig config, Activation activation)
    {
        (_model, _config, _activation) = (model, config, activation);
        using DisposeScope scope = torch.NewDisposeScope();
        _windows = [.. config.Stages.Select(stage => Enumerable.Range(stage.FirstLayer, Math.Min(2, stage.Layers))
            .Select(layer => new DeviceWindows(model, stage, stage.ShiftOf(layer))).ToImmutableArray())];
        _joined =
            [.. config.Stages.SkipLast(1)
                .Select(stage => DeviceWindows.Indices(model, stage.Joined(), stage.States).DetachFromDisposeScope())];
    }

    /// <summary>From the embeddings [B, n, width] to the last stage's states [B, m, width].</summary>
    public TorchTensor Run(TorchTensor hidden)
    {
        for (int s = 0; s < _windows.Length; s++)
        {
            WindowStage stage = _config.Stages[s];
            for (int layer = 0; layer < stage.Layers; layer++)
            {
                DeviceLayer weights = _model.Layers[stage.FirstLayer + layer];
                TorchTensor next = Layer(weights, stage, _windows[s][layer % 2], hidden);
                hidden.Dispose();
                hidden = next;
                if (weights.Joining is { } joining)
                {
                    next = Join(joining, _joined[s], hidden);
                    hidden.Dispose();
                    hidden = next;
                }
            }
        }

        return hidden;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (DeviceWindows windows in _windows.SelectMany(stage => stage))
        {
            windows.Dispose();
        }

        foreach (TorchTensor indices in _joined)
        {
            indices.Dispose();
        }
    }

    private TorchTensor Layer(DeviceLayer layer, WindowStage stage, DeviceWindows windows, TorchTensor hidden)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        long batch = hidden.shape[0];
        TorchTensor states = Padded(layer.AttentionNorm!.Apply(hidden)).index_select(1, windows.Order)
            .view(batch * stage.Windows, stage.WindowStates, stage.HiddenSize);
        TorchTensor mixed = torch.nn.functional.scaled_dot_product_attention(
            Heads(layer.Query.Apply(states), stage), Heads(layer.Key.Apply(states), stage), Heads(layer.Value.Apply(states), stage),
            Added(layer, windows, batch));
        TorchTensor attended = layer.AttentionOutput.Apply(mixed.transpose(1, 2).reshape(states.shape));
        TorchTensor sum =
            hidden.add(attended.view(batch, stage.Windows * stage.WindowStates, stage.HiddenSize).index_select(1, windows.Places));
        TorchTensor inner = _activation.Apply(layer.Intermediate.Apply(layer.OutputNorm.Apply(sum)), _config.Activation);
        return sum.add(layer.Output.Apply(inner)).MoveToOuterDisposeScope();
    }

    private static TorchTensor Join(DeviceJoining joining, TorchTensor indices, TorchTensor hidden)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        TorchTensor four = Padded(hidden).index_select(1, indices).view(hidden.shape[0], indices.shape[0] / 4, 4 * hidden.shape[2]);
        return joining.Reduction.Apply(joining.Norm.Apply(four)).MoveToOuterDisposeScope();
    }

    // What is added to the scores [B · windows, H, M², M²].
    private static TorchTensor Added(DeviceLayer layer, DeviceWindows windows, long batch)
    {
        TorchTensor bias = layer.WindowBias!.unsqueeze(0);
        return windows.Apart is { } apart ? bias.add(apart).repeat(batch, 1, 1, 1) : bias;
    }

    // A state of zeros behind the others, which padding points to.
    private static TorchTensor Padded(TorchTensor states) => torch.nn.functional.pad(states, [0, 0, 0, 1]);

    private static TorchTensor Heads(TorchTensor states, WindowStage stage) =>
        states.view(states.shape[0], states.shape[1], stage.Heads, stage.HiddenSize / stage.Heads).transpose(1, 2);
}
