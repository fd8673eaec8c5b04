namespace Bench.Inference;

/// <summary>A non-linearity between two linear maps.</summary>
public enum HiddenActivation
{
    /// <summary>x Φ(x) with the error function (Hendrycks and Gimpel 2016).</summary>
    Gelu,

    /// <summary>½ x (1 + tanh(√(2/π) (x + 0.044715 x³))), the approximation the same paper gives.</summary>
    GeluTanh,

    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x / (1 + e⁻ˣ).</summary>
    Silu,

    /// <summary>The hyperbolic tangent; classification heads use it.</summary>
    Tanh,
}
