namespace Bench.Abstractions;

/// <summary>A model that also tells how much each token's new state in a layer owes to each token's old one.</summary>
public interface ITokenMixingModel : IModel
{
    /// <summary>Computes the layers' mixing maps of every row.</summary>
    /// <param name="rows">A ragged batch of any size.</param>
    /// <param name="kind">How contributions are measured.</param>
    /// <param name="cancellationToken">Stops the work between rows.</param>
    /// <returns>
    /// For each row, in order, [L, n, n]: entry [l, i, j] is what token i takes from token j in layer l. No entry is negative and every
    /// [l, i] sums to 1; a token that takes nothing from anybody keeps itself. Tokens that may not be attended to give nothing to others.
    /// </returns>
    IReadOnlyList<Tensor> Mix(IReadOnlyList<InputRow> rows, TokenMixing kind, CancellationToken cancellationToken = default);
}

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
