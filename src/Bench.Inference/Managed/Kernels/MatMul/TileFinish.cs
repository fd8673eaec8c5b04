namespace Bench.Inference;

/// <summary>What is done to a finished tile of a product while it is in the cache.</summary>
internal enum FinishKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>C = f(C).</summary>
    Activate,

    /// <summary>Slope = f'(C), then C = f(C).</summary>
    ActivateAndKeepSlope,

    /// <summary>C = C · Slope, the chain rule of the activation.</summary>
    MultiplyBySlope,
}

/// <summary>A finish and its operands.</summary>
internal unsafe struct TileFinish
{
    /// <summary>What is done.</summary>
    public FinishKind Kind;

    /// <summary>The function f.</summary>
    public HiddenActivation Activation;

    /// <summary>Slope: the element that belongs to the first one of C.</summary>
    public float* Slope;

    /// <summary>Slope: from one row to the next.</summary>
    public nint SlopeRow;
}
