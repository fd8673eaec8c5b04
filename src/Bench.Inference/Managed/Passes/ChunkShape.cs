namespace Bench.Inference;

/// <summary>The sizes that decide how much memory a chunk takes.</summary>
/// <param name="Tokens">Tokens packed.</param>
/// <param name="Sequences">Sequences packed.</param>
/// <param name="LongestTokens">Tokens of the longest sequence.</param>
/// <param name="Distances">Most different distances between two tokens of a sequence.</param>
/// <param name="Weights">Attention weights of one layer: heads · tokens · padded keys, summed over the sequences.</param>
/// <param name="Mode">What is kept for a backward pass.</param>
/// <param name="Projected">Whether embeddings are projected to the hidden size.</param>
/// <param name="HeadRows">Hidden states that the head reads.</param>
internal readonly record struct ChunkShape(
    int Tokens, int Sequences, int LongestTokens, int Distances, long Weights, BackwardMode Mode, bool Projected, int HeadRows);
