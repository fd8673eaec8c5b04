namespace Bench.Abstractions;

/// <summary>A model that also gives gradients of a chosen output with respect to the input word embeddings.</summary>
public interface IGradientModel : IModel
{
    /// <summary>Looks up rows of the word-embedding matrix.</summary>
    /// <param name="tokenIds">n ids.</param>
    /// <returns>Embeddings [n, E], before positions, token types and normalisation.</returns>
    Tensor WordEmbeddings(ReadOnlySpan<int> tokenIds);

    /// <summary>Computes, for every query, the logits and the gradient of its target.</summary>
    /// <param name="queries">A ragged batch of any size.</param>
    /// <param name="cancellationToken">Stops the work between parts of the batch.</param>
    /// <returns>One answer per query, in order.</returns>
    IReadOnlyList<RowGradient> Gradients(IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default);
}

/// <summary>Asks for the gradient of one number of one row.</summary>
/// <param name="Row">The input.</param>
/// <param name="Target">The output to differentiate.</param>
/// <param name="Quantity">The number explained at it.</param>
public readonly record struct GradientQuery(InputRow Row, Target Target, Quantity Quantity)
{
    /// <summary>What a core has to differentiate.</summary>
    /// <param name="info">The model.</param>
    /// <exception cref="BenchException">The target is not one of the model's for this row.</exception>
    public Readout ReadoutOf(ModelInfo info) => Readout.Of(info, Row, Target, Quantity);
}

/// <summary>The answer to a <see cref="GradientQuery"/>.</summary>
/// <param name="Logits">The row's logits, as <see cref="IModel.Predict"/> gives them.</param>
/// <param name="Gradient">[n, E]: the derivative by the word embeddings, positions and token types held fixed.</param>
public readonly record struct RowGradient(Tensor Logits, Tensor Gradient);
