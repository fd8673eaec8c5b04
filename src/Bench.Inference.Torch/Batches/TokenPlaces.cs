namespace Bench.Inference.Torch;

/// <summary>Where the tokens of a batch stand and which may be attended to: what attention must know of them, in one stack.</summary>
/// <remarks>Its tensors belong to the dispose scope it was made in.</remarks>
internal sealed class TokenPlaces
{
    private readonly Dictionary<int, AttentionMask> _masks = [];
    private readonly Dictionary<RotaryTable, Rotation> _rotations = [];
    private readonly EncoderConfig _config;
    private readonly DeviceEncoder _model;

    /// <summary>Prepares the masks and rotations that a range of layers needs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="causal">Whether a token attends to none behind it.</param>
    /// <param name="positions">Positions in the text [B or 1, n], rising along a row.</param>
    /// <param name="last">The last of them.</param>
    /// <param name="visible">Which tokens may be attended to [B, n]; <see langword="null"/> for all.</param>
    public TokenPlaces(
        DeviceEncoder model, EncoderConfig config, Range layers, bool causal, TorchTensor positions, int last, TorchTensor? visible)
    {
        (_model, _config) = (model, config);
        Visible = visible;
        if (!config.Stages.IsEmpty)
        {
            // Windows know their own.
            return;
        }

        TorchTensor distances = positions.unsqueeze(2).sub(positions.unsqueeze(1));
        (int start, int count) = layers.GetOffsetAndLength(model.Layers.Length);
        for (int layer = start; layer < start + count; layer++)
        {
            int reach = Reach(layer);
            if (!_masks.ContainsKey(reach))
            {
                _masks.Add(reach, AttentionMask.Of(model, distances, visible, causal, reach));
            }

            if (model.Rotaries is { Length: > 0 } tables && !_rotations.ContainsKey(tables[layer]))
            {
                _rotations.Add(tables[layer], tables[layer].At(positions, last));
            }
        }

        if (model.Distances is { } table)
        {
            using Scalar zero = table.Zero;
            Rows = table.Rows.index_select(0, distances.add(zero).reshape(-1)).view(distances.shape);
            NeededRows = table.Needed(last);
        }
    }

    /// <summary>Which tokens may be attended to [B, n]; <see langword="null"/> for all.</summary>
    public TorchTensor? Visible { get; }

    /// <summary>For every query and key the row of a table of distances [B or 1, n, n], in models that have one.</summary>
    public TorchTensor? Rows { get; }

    /// <summary>The first of those rows and how many there are.</summary>
    public (int First, int Count) NeededRows { get; }

    /// <summary>Which keys every query of a layer meets.</summary>
    public AttentionMask MaskOf(int layer) => _masks[Reach(layer)];

    /// <summary>How a layer rotates queries and keys, or <see langword="null"/>.</summary>
    public Rotation? RotationOf(int layer) => _model.Rotaries.Length == 0 ? null : _rotations[_model.Rotaries[layer]];

    private int Reach(int layer) => _config.Attention.ReachOf(layer) ?? int.MaxValue;
}
