namespace Bench.Inference;

/// <summary>How a batch is cut.</summary>
/// <param name="Threads">Threads that share the batch.</param>
/// <param name="Tokens">Most tokens in a chunk, unless one row has more.</param>
/// <param name="KeptBytes">Most bytes that a chunk keeps, unless one row keeps more.</param>
/// <param name="KeptBytesOf">Bytes kept for a row of n tokens.</param>
internal readonly record struct ChunkLimits(int Threads, int Tokens, long KeptBytes, Func<int, long>? KeptBytesOf);
