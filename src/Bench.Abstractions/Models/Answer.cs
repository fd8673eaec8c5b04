namespace Bench.Abstractions;

/// <summary>The answer to a <see cref="Query"/>. What was not asked for is empty.</summary>
public sealed record Answer
{
    /// <summary>
    /// The row's outputs before the task's activation, as <see cref="ModelInfo.Head"/> says: [C] for the whole text, [n, C] for every
    /// token. Empty for what does not run the whole model: see <see cref="Ask"/>.
    /// </summary>
    public Tensor Outputs { get; init; }

    /// <summary>[n, E]: the derivative of the readout by the input's embeddings, positions and token types held fixed.</summary>
    public Tensor Gradient { get; init; }

    /// <summary>The sums of that derivative over each token's embedding.</summary>
    public GradientSums? GradientSums { get; init; }

    /// <summary>[L, H, n, n] after softmax; the third axis is the query, the last the key.</summary>
    public Tensor Maps { get; init; }

    /// <summary>[L, H, n, n]: the derivative of the readout by each entry of <see cref="Maps"/>.</summary>
    public Tensor MapGradients { get; init; }

    /// <summary>
    /// [L, n, n]: entry [l, i, j] is what token i takes from token j in layer l. No entry is negative and every [l, i] sums to 1; a token
    /// that takes nothing from anybody keeps itself. Tokens that may not be attended to give nothing to others.
    /// </summary>
    public Tensor Mixing { get; init; }

    /// <summary>[n, H]: the states asked for.</summary>
    public Tensor States { get; init; }

    /// <summary>[n, E]: the position embeddings.</summary>
    public Tensor Positions { get; init; }

    /// <summary>What two points were found to differ by.</summary>
    public PointContrast? Contrast { get; init; }

    /// <summary>
    /// One number per token: the Shapley values of the readout where a token that is taken away counts for nothing, the one attribution
    /// that shares every joint effect equally among the tokens that make it. Their sum is the readout less that of an empty input.
    /// </summary>
    public ReadOnlyMemory<double> Exact { get; init; }
}

/// <summary>
/// Multipliers m between two points with Σ m · (to − from) = f(to) − f(from). Activations are one-dimensional functions with the
/// multiplier Δout / Δin (the rescale rule of DeepLIFT, Shrikumar et al. 2017); products share their change equally between both factors,
/// and softmax and normalisation are the sums, products and functions that they are made of. From a point to itself they are the gradient.
/// </summary>
/// <param name="From">The readout at the first point.</param>
/// <param name="To">The readout at the second point.</param>
/// <param name="Multipliers">[n, H] or [n, E].</param>
public sealed record PointContrast(double From, double To, Tensor Multipliers);
