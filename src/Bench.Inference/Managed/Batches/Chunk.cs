namespace Bench.Inference;

/// <summary>Sequences that one thread takes through the whole model together.</summary>
/// <param name="First">The first sequence in the plan.</param>
/// <param name="Count">Number of sequences.</param>
/// <param name="Tokens">Their tokens.</param>
internal readonly record struct Chunk(int First, int Count, int Tokens);
