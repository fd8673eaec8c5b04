namespace Bench.Inference;

/// <summary>A <see cref="HiddenActivation"/> as a type, so that loops over tiles are specialised for it.</summary>
internal interface IActivationFunction
{
    /// <summary>f(x).</summary>
    static abstract TLanes Value<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>;

    /// <summary>f(x), bit for bit as <see cref="Value"/> gives it, and f'(x).</summary>
    static abstract TLanes ValueAndSlope<TLanes>(TLanes x, out TLanes slope)
        where TLanes : unmanaged, ILanes<TLanes>;
}
