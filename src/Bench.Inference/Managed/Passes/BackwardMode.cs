namespace Bench.Inference;

/// <summary>What a forward pass leaves for a backward pass.</summary>
internal enum BackwardMode
{
    /// <summary>Nothing: there is no backward pass.</summary>
    None,

    /// <summary>All activations.</summary>
    Keep,

    /// <summary>Each layer's input; its activations are computed again.</summary>
    Recompute,
}
