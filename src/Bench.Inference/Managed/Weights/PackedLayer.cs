namespace Bench.Inference;

/// <summary>One layer, packed.</summary>
internal sealed class PackedLayer : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    /// <summary>Packs a layer.</summary>
    /// <param name="weights">Its weights.</param>
    /// <param name="config">The widths in it.</param>
    /// <param name="kernels">The kernels.</param>
    /// <param name="stage">The stage that it is in, or <see langword="null"/>.</param>
    public PackedLayer(LayerWeights weights, EncoderConfig config, KernelSet kernels, WindowStage? stage = null)
    {
        int panelWidth = kernels.PanelWidth;
        float scale = config.ScoreScale;

        // The factor of the scores goes into what makes the queries last.
        bool normed = weights.QueryNorm is not null;
        QueryKeyValue = Own(new PackedLinear(panelWidth, normed ? 1 : scale, weights.Query, weights.Key, weights.Value));
        QueryNorm = weights.QueryNorm is { } queryNorm ? Own(new PackedNorm(queryNorm, config, scale)) : null;
        KeyNorm = weights.KeyNorm is { } keyNorm ? Own(new PackedNorm(keyNorm, config)) : null;
        Distances = weights.Disentangled is { } distances ? Own(new PackedDistances(distances, config, kernels)) : null;
        ScoreBias = weights.ScoreBias is { } bias ? new ScoreBias(bias, config) : null;
        WindowBias = weights.WindowBias is { } window ? Own(new PackedWindowBias(window, stage!)) : null;
        AttentionOutput = Own(new PackedLinear(panelWidth, 1, weights.AttentionOutput));
        AttentionNorm = weights.AttentionNorm is { } norm ? Own(new PackedNorm(norm, config)) : null;
        Intermediate = Own(new PackedLinear(panelWidth, 1, weights.Intermediate));
        Gate = weights.Gate is { } gate ? Own(new PackedLinear(panelWidth, 1, gate)) : null;
        Output = Own(new PackedLinear(panelWidth, 1, weights.Output));
        OutputNorm = Own(new PackedNorm(weights.OutputNorm, config));
        Cross = weights.Cross is { } cross ? Own(new PackedCross(cross, config, panelWidth)) : null;
        Joining = weights.Joining is not { } joining ? null : Own(new PackedJoining(
            new PackedNorm(joining.Norm, config), new PackedLinear(panelWidth, 1, joining.Reduction)));
        Convolution = weights.Convolution is { } convolution ? Own(new PackedConvolution(convolution, config, panelWidth)) : null;
    }

    /// <summary>
    /// Queries (already multiplied by the factor of the scores, unless they are normalised), keys and values, each padded.
    /// </summary>
    public PackedLinear QueryKeyValue { get; }

    /// <summary>Normalises each head of the queries and applies the factor of the scores.</summary>
    public PackedNorm? QueryNorm { get; }

    public PackedNorm? KeyNorm { get; }

    public PackedDistances? Distances { get; }

    public ScoreBias? ScoreBias { get; }

    public PackedWindowBias? WindowBias { get; }

    /// <summary>Whether scores have terms beside the products of queries and keys.</summary>
    public bool HasTerms => ScoreBias is not null || WindowBias is not null || Distances is not null;

    public PackedJoining? Joining { get; }

    public PackedLinear AttentionOutput { get; }

    public PackedNorm? AttentionNorm { get; }

    public PackedLinear Intermediate { get; }

    public PackedLinear? Gate { get; }

    public PackedLinear Output { get; }

    public PackedNorm OutputNorm { get; }

    public PackedConvolution? Convolution { get; }

    public PackedCross? Cross { get; }

    /// <summary>Packs the matrices of the backward pass, where that was not done.</summary>
    public void PrepareBackward()
    {
        foreach (PackedLinear linear in _owned.OfType<PackedLinear>())
        {
            _ = linear.Backward;
        }

        _ = Joining?.Reduction.Backward;
        Convolution?.PrepareBackward();
        Cross?.PrepareBackward();
    }

    public void Dispose() => _owned.ForEach(part => part.Dispose());

    private T Own<T>(T part)
        where T : IDisposable
    {
        _owned.Add(part);
        return part;
    }
}
