namespace Bench.Inference.Torch;

/// <summary>How large a batch may be.</summary>
/// <param name="Tokens">Most tokens, padding included.</param>
/// <param name="Bytes">Most bytes of activations.</param>
/// <param name="BytesOfRow">Bytes of activations of a row with so many tokens, padding included.</param>
internal readonly record struct BatchLimits(int Tokens, long Bytes, Func<int, long> BytesOfRow);
