namespace Bench.Abstractions;

/// <summary>A model whose states between layers can be read and replaced, and two inputs of which can be told apart multiplier by multiplier.</summary>
public interface ILayerModel : IModel
{
    /// <summary>The position embeddings that are added to a row's word embeddings.</summary>
    /// <param name="row">The row.</param>
    /// <returns>[n, E].</returns>
    /// <exception cref="BenchException">The model has no position embeddings.</exception>
    Tensor PositionEmbeddings(InputRow row);

    /// <summary>The states that go into a layer.</summary>
    /// <param name="row">The row.</param>
    /// <param name="layer">0 for what the embeddings give, normalised; l for what layer l gives, up to L.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>[n, H].</returns>
    Tensor States(InputRow row, int layer, CancellationToken cancellationToken = default);

    /// <summary>
    /// Compares two points of a layer's input: multipliers m with Σ m · (to − from) = f(to) − f(from). Activations are one-dimensional
    /// functions with the multiplier Δout / Δin (the rescale rule of DeepLIFT, Shrikumar et al. 2017); products share their change equally
    /// between both factors, and softmax and normalisation are the sums, products and functions that they are made of. From a point to itself
    /// multipliers are the gradient.
    /// </summary>
    /// <param name="queries">What is compared.</param>
    /// <param name="cancellationToken">Stops the work between queries.</param>
    /// <returns>One answer per query, in order.</returns>
    IReadOnlyList<RowContrast> Contrast(IReadOnlyList<ContrastQuery> queries, CancellationToken cancellationToken = default);
}

/// <summary>Asks for the multipliers between two points.</summary>
/// <param name="Row">Ids for positions, token types and mask; its embeddings are not used.</param>
/// <param name="Layer">Which layer's input the points are: see <see cref="ILayerModel.States"/>; <see langword="null"/> for word embeddings.</param>
/// <param name="From">The first point, [n, H] or [n, E].</param>
/// <param name="To">The second point.</param>
/// <param name="Target">The output.</param>
/// <param name="Quantity">Its logit or its probability.</param>
public readonly record struct ContrastQuery(
    InputRow Row, int? Layer, ReadOnlyMemory<float> From, ReadOnlyMemory<float> To, Target Target, Quantity Quantity);

/// <summary>The answer to a <see cref="ContrastQuery"/>.</summary>
/// <param name="From">The explained number at the first point.</param>
/// <param name="To">The explained number at the second point.</param>
/// <param name="Multipliers">[n, H] or [n, E].</param>
public readonly record struct RowContrast(double From, double To, Tensor Multipliers);
