namespace Bench.Abstractions;

/// <summary>How a layer's mixing of tokens is measured.</summary>
public enum TokenMixing
{
    /// <summary>
    /// 1 − cosine of a token's output with and without another token's value vector (Mohebbi et al. 2023), rows normalised.
    /// </summary>
    ValueZeroing,

    /// <summary>
    /// How near the part of the attention block's output that comes from a token is to the whole: max(0, ‖y‖₁ − ‖y − T(x)‖₁), rows
    /// normalised (Ferrando et al. 2022). The whole y carries the biases, the parts only those of the values.
    /// </summary>
    Alti,
}
