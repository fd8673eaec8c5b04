namespace Bench.Abstractions;

/// <summary>A model that also gives its attention maps.</summary>
public interface IAttentionModel : IModel
{
    /// <summary>Computes the attention maps of every row.</summary>
    /// <param name="rows">A ragged batch of any size.</param>
    /// <param name="cancellationToken">Stops the work between parts of the batch.</param>
    /// <returns>One answer per row, in order.</returns>
    IReadOnlyList<RowAttention> Attend(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default);
}

/// <summary>A model that also differentiates an output by its attention maps.</summary>
public interface IAttentionGradientModel : IAttentionModel
{
    /// <summary>Computes attention maps and the gradient of each query's target with respect to them.</summary>
    /// <param name="queries">A ragged batch of any size.</param>
    /// <param name="cancellationToken">Stops the work between parts of the batch.</param>
    /// <returns>One answer per query, in order.</returns>
    IReadOnlyList<RowAttentionGradient> AttentionGradients(
        IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default);
}

/// <summary>A row's logits and attention maps.</summary>
/// <param name="Logits">The row's logits, as <see cref="IModel.Predict"/> gives them.</param>
/// <param name="Maps">[L, H, n, n] after softmax; the third axis is the query, the last the key.</param>
public readonly record struct RowAttention(Tensor Logits, Tensor Maps);

/// <summary>A row's logits, attention maps and their gradients.</summary>
/// <param name="Logits">The row's logits, as <see cref="IModel.Predict"/> gives them.</param>
/// <param name="Maps">[L, H, n, n] after softmax; the third axis is the query, the last the key.</param>
/// <param name="Gradients">[L, H, n, n]: the derivative of the target by each entry of <paramref name="Maps"/>.</param>
public readonly record struct RowAttentionGradient(Tensor Logits, Tensor Maps, Tensor Gradients);
