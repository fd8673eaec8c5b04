using System.Runtime.CompilerServices;

namespace Bench.Inference;

/// <summary><see cref="HiddenActivation.Gelu"/>: x Φ(x); slope Φ(x) + x φ(x).</summary>
internal readonly struct GeluFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Value<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => x * VectorMath<TLanes>.NormalDistribution(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ValueAndSlope<TLanes>(TLanes x, out TLanes slope)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes distribution = VectorMath<TLanes>.NormalDistribution(x);
        slope = TLanes.MultiplyAdd(x, VectorMath<TLanes>.NormalDensity(x), distribution);
        return x * distribution;
    }
}

/// <summary><see cref="HiddenActivation.GeluTanh"/>, with ½ (1 + tanh u) = 1 / (1 + e⁻²ᵘ).</summary>
internal readonly struct GeluTanhFunction : IActivationFunction
{
    // 2 √(2/π), and that times 0.044715: 2u = x (Linear + Cubic x²).
    private const float Linear = 1.5957691f;
    private const float Cubic = 0.07135481f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Value<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => x * Gate(x, x * x, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ValueAndSlope<TLanes>(TLanes x, out TLanes slope)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes square = x * x;
        TLanes gate = Gate(x, square, out TLanes complement);
        TLanes inner = TLanes.MultiplyAdd(square, TLanes.Broadcast(3 * Cubic), TLanes.Broadcast(Linear));
        slope = TLanes.MultiplyAdd(x * inner, gate * complement, gate);
        return x * gate;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Gate<TLanes>(TLanes x, TLanes square, out TLanes complement)
        where TLanes : unmanaged, ILanes<TLanes> =>
        VectorMath<TLanes>.Logistic(
            x * TLanes.MultiplyAdd(square, TLanes.Broadcast(Cubic), TLanes.Broadcast(Linear)), out complement);
}

/// <summary><see cref="HiddenActivation.Relu"/>; slope 0 at 0.</summary>
internal readonly struct ReluFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Value<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Max(x, TLanes.Broadcast(0f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ValueAndSlope<TLanes>(TLanes x, out TLanes slope)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        slope = TLanes.OneWherePositive(x);
        return Value(x);
    }
}

/// <summary><see cref="HiddenActivation.Silu"/>: x σ(x); slope σ + x σ (1 − σ).</summary>
internal readonly struct SiluFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Value<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => x * VectorMath<TLanes>.Logistic(x, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ValueAndSlope<TLanes>(TLanes x, out TLanes slope)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes gate = VectorMath<TLanes>.Logistic(x, out TLanes complement);
        slope = TLanes.MultiplyAdd(x * gate, complement, gate);
        return x * gate;
    }
}

/// <summary><see cref="HiddenActivation.Tanh"/>; slope 1 − tanh².</summary>
internal readonly struct TanhFunction : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Value<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => VectorMath<TLanes>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ValueAndSlope<TLanes>(TLanes x, out TLanes slope)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes value = VectorMath<TLanes>.Tanh(x);
        slope = TLanes.Broadcast(1f) - (value * value);
        return value;
    }
}
