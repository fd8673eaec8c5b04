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

    /// <summary>Slope = Slope · C where there is one, then C = C · Values: what the gate lets through.</summary>
    Gate,

    /// <summary>Other = C · Values, then C = C · Slope: the chain rule of the gate and of what it lets through.</summary>
    SplitByGate,
}

/// <summary>A finish and its operands.</summary>
internal unsafe struct TileFinish
{
    /// <summary>What is done.</summary>
    public FinishKind Kind;

    /// <summary>The function f.</summary>
    public HiddenActivation Activation;

    /// <summary>Slopes of the activation; may be null for <see cref="FinishKind.Gate"/>.</summary>
    public float* Slope;

    /// <summary>Values that a gate is multiplied with.</summary>
    public float* Values;

    /// <summary>The second result of <see cref="FinishKind.SplitByGate"/>.</summary>
    public float* Other;

    /// <summary>All operands: from one row to the next.</summary>
    public nint Row;

    /// <summary>All operands: from their first element to the one that belongs to the first one of C.</summary>
    public nint Offset;
}
