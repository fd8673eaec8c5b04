namespace Bench.Abstractions;

/// <summary>
/// A model that predicts. Further capabilities are further interfaces (<see cref="IGradientModel"/>, <see cref="IAttentionModel"/>,
/// <see cref="IAttentionGradientModel"/>), asked for through <see cref="Capability{T}"/>, so that what cannot be computed is refused
/// before anything is computed. Implementations are safe for concurrent calls, and a row's answer is the same bit for bit whatever
/// shares its batch and however many threads compute it.
/// </summary>
public interface IModel
{
    /// <summary>Labels, sizes and limits.</summary>
    ModelInfo Info { get; }

    /// <summary>Computes the logits of every row.</summary>
    /// <param name="rows">A ragged batch of any size.</param>
    /// <param name="cancellationToken">Stops the work between parts of the batch.</param>
    /// <returns>For each row, in order, the logits, as <see cref="ModelInfo.Head"/> says: [C] for the whole text, [n, C] for every token.</returns>
    /// <exception cref="BenchException">A row does not fit the model: too long, an id outside the vocabulary, a wrong shape.</exception>
    IReadOnlyList<Tensor> Predict(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default);

    /// <summary>This model seen as a <typeparamref name="T"/>, or <see langword="null"/> where it cannot do that.</summary>
    /// <typeparam name="T">A capability interface. Decorators override this so that they neither hide nor invent capabilities.</typeparam>
    T? Capability<T>()
        where T : class, IModel => this as T;
}
