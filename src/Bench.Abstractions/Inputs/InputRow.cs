namespace Bench.Abstractions;

/// <summary>
/// One row of a ragged batch. Rows of a batch may have any lengths: no padding is needed, and a row's answer never depends on the
/// rows beside it.
/// </summary>
public sealed class InputRow
{
    /// <summary>
    /// Token ids, special tokens included; length n ≥ 1. Of a picture they are places: rows of the model's position table, so that patches
    /// which are left out move no other.
    /// </summary>
    public required ReadOnlyMemory<int> TokenIds { get; init; }

    /// <summary>Token types (segments), length n, or empty where all are 0.</summary>
    public ReadOnlyMemory<int> TypeIds { get; init; }

    /// <summary>Which positions may be attended to, length n, or empty where all may.</summary>
    public ReadOnlyMemory<bool> AttentionMask { get; init; }

    /// <summary>
    /// Of a picture the normalised values of every token's patch [n, E] in order channel, row, column, zeros for special tokens; empty for
    /// texts. They stand where a text has the rows of the word-embedding matrix.
    /// </summary>
    public ReadOnlyMemory<float> Pixels { get; init; }

    /// <summary>
    /// Embeddings that replace the rows of the word-embedding matrix, or <see cref="Pixels"/>, or <see langword="null"/> for those.
    /// Positions and token types are added as usual; positions that depend on ids (RoBERTa) still come from <see cref="TokenIds"/>.
    /// </summary>
    public ReplacedEmbeddings? Embeddings { get; init; }

    /// <summary>
    /// Where each token stood in the text from which others were deleted, length n and ascending, or empty where all are in their places.
    /// Nothing that is computed depends on it; targets at a token follow the token by it.
    /// </summary>
    public ReadOnlyMemory<int> Origins { get; init; }

    /// <summary>Number of tokens n.</summary>
    public int Length => TokenIds.Length;
}
