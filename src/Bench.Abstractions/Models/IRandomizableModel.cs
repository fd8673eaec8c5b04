namespace Bench.Abstractions;

/// <summary>
/// A model whose learned parameters can be drawn anew, layer by layer, to ask whether an explanation depends on them (Adebayo et al. 2018,
/// "Sanity Checks for Saliency Maps").
/// </summary>
public interface IRandomizableModel : IModel
{
    /// <summary>
    /// Number of layers that can be drawn anew, counted from the input: the embeddings are the first, the classification head is the last.
    /// Layers that share their parameters are one.
    /// </summary>
    int RandomizableLayers { get; }

    /// <summary>This model with the parameters of neighbouring layers drawn anew and all others as they are.</summary>
    /// <param name="first">The first of them, 0 for the embeddings.</param>
    /// <param name="count">How many; with 0 nothing is drawn.</param>
    /// <param name="seed">
    /// Which random parameters. A layer's depend on this seed and its place alone, so that a cascade keeps what was drawn before.
    /// </param>
    /// <returns>A model with the same capabilities and limits. It belongs to this one: it needs no disposal, and ends with it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The layers do not exist.</exception>
    IModel Randomized(int first, int count, ulong seed);
}
