using System.Runtime.CompilerServices;

namespace Bench.Inference;

/// <summary>
/// Elementary functions of a register. The polynomials are minimax fits (Remez) made for this project; the errors given are those of
/// the fit, to which single precision adds about 1e-7 of the result's level.
/// </summary>
internal static class VectorMath<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>eˣ for x in [-87, 88]; beyond, the value at the end. NaN stays NaN.</summary>
    /// <remarks>x = n ln 2 + r with |r| ≤ ½ ln 2; (eʳ − 1 − r) / r² is a polynomial of degree 4, relative error 3e-9.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp(TLanes x)
    {
        x = TLanes.Min(TLanes.Max(x, TLanes.Broadcast(-87f)), TLanes.Broadcast(88f));
        TLanes n = TLanes.Round(x * TLanes.Broadcast(1.44269504f));

        // ln 2 in two parts: n times the first has no rounding error.
        TLanes r = TLanes.MultiplyAdd(n, TLanes.Broadcast(-0.693359375f), x);
        r = TLanes.MultiplyAdd(n, TLanes.Broadcast(2.12194440e-4f), r);
        TLanes p = TLanes.Broadcast(0.001395047807f);
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.008368882163f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.041666206f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.166665189f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.5000000095f));
        TLanes one = TLanes.Broadcast(1f);
        return TLanes.MultiplyAdd(p, r * r, r + one) * TLanes.PowerOfTwo(n);
    }

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ), and 1 − σ(x) without cancellation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Logistic(TLanes x, out TLanes complement)
    {
        TLanes one = TLanes.Broadcast(1f);
        TLanes e = Exp(TLanes.Broadcast(0f) - x);
        TLanes value = one / (one + e);
        complement = e * value;
        return value;
    }

    /// <summary>tanh x = 1 − 2 / (1 + e²ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh(TLanes x)
    {
        TLanes one = TLanes.Broadcast(1f);
        return one - (TLanes.Broadcast(2f) / (one + Exp(x + x)));
    }

    /// <summary>Φ(x) = ½ (1 + erf(x / √2)), the standard normal distribution function.</summary>
    /// <remarks>
    /// (Φ(x) − ½) / x is a polynomial of degree 13 in x², mapped to [-1, 1] so that its terms do not cancel; error of Φ 7e-8. Beyond
    /// ±5.2 the value at ±5.2, which is 1e-7 from 0 or 1.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes NormalDistribution(TLanes x)
    {
        x = TLanes.Min(TLanes.Max(x, TLanes.Broadcast(-5.2f)), TLanes.Broadcast(5.2f));
        TLanes s = TLanes.MultiplyAdd(x * x, TLanes.Broadcast(2f / 27.04f), TLanes.Broadcast(-1f));
        TLanes p = TLanes.Broadcast(-0.0004829659732f);
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(0.001269842833f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(-0.001216868644f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(0.001796643895f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(-0.004793818938f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(0.008563333298f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(-0.01250280535f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(0.01795330833f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(-0.0247241585f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(0.0319902476f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(-0.03992976987f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(0.05002450126f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(-0.06774366874f));
        p = TLanes.MultiplyAdd(p, s, TLanes.Broadcast(0.1359499933f));
        return TLanes.MultiplyAdd(x, p, TLanes.Broadcast(0.5f));
    }

    /// <summary>φ(x) = e^(−x²/2) / √(2π), the standard normal density.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes NormalDensity(TLanes x) =>
        TLanes.Broadcast(0.39894228f) * Exp(x * x * TLanes.Broadcast(-0.5f));
}
