namespace Bench.Abstractions;

/// <summary>
/// A model: it answers queries about rows. Implementations are safe for concurrent calls, and a row's answer is the same bit for bit
/// whatever shares its batch and however many threads compute it. What wraps another model derives from <see cref="ModelDecorator"/>.
/// </summary>
public interface IModel
{
    /// <summary>Labels, sizes and limits.</summary>
    ModelInfo Info { get; }

    /// <summary>What can be asked beside outputs; the rest is refused before anything is computed.</summary>
    Ask Offers => Ask.Outputs;

    /// <summary>Answers queries.</summary>
    /// <param name="queries">About a ragged batch of any size; every query may ask for something else.</param>
    /// <param name="cancellationToken">Stops the work between parts of the batch.</param>
    /// <returns>One answer per query, in order.</returns>
    /// <exception cref="BenchException">
    /// A row does not fit the model (too long, an id outside the vocabulary), a readout does not fit the row, or the model does not offer
    /// what is asked.
    /// </exception>
    IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default);

    /// <summary>
    /// What gradients are taken by: the embeddings that a row's inputs are looked up to, before positions, token types and normalisation;
    /// of a picture its <see cref="InputRow.Pixels"/>.
    /// </summary>
    /// <param name="row">The row; embeddings that replace them are not looked at.</param>
    /// <returns>[n, E].</returns>
    /// <exception cref="BenchException">An id lies outside the vocabulary, or the model offers no <see cref="Ask.Gradient"/>.</exception>
    Tensor Embed(InputRow row) => throw ModelQuestions.Refusal(Info, Ask.Gradient);

    /// <summary>
    /// This model with the learned parameters of neighbouring layers drawn anew and all others as they are, to ask whether an explanation
    /// depends on them (Adebayo et al. 2018, "Sanity Checks for Saliency Maps").
    /// </summary>
    /// <param name="first">The first of them, 0 for the embeddings; there are <see cref="ModelInfo.RandomizableLayers"/>.</param>
    /// <param name="count">How many; with 0 nothing is drawn.</param>
    /// <param name="seed">
    /// Which random parameters. A layer's depend on this seed and its place alone, so that a cascade keeps what was drawn before.
    /// </param>
    /// <returns>A model with the same offers and limits. It belongs to this one: it needs no disposal, and ends with it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The layers do not exist.</exception>
    IModel Randomized(int first, int count, ulong seed) =>
        count == 0 && first == 0 ? this : throw new ArgumentOutOfRangeException(nameof(count));
}
