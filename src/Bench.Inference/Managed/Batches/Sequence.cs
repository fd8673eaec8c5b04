namespace Bench.Inference;

/// <summary>
/// One row inside a chunk. Its tokens are packed with those that may be attended to first, so that attention needs no mask: the keys
/// are simply the first ones. Tokens that nothing asked for are not packed at all.
/// </summary>
/// <param name="Row">Index of the row in the caller's batch.</param>
/// <param name="Start">The chunk's packed row of the first token.</param>
/// <param name="Tokens">Tokens packed.</param>
/// <param name="Keys">Tokens that may be attended to.</param>
/// <param name="Head">Slot of the token that the classification head reads.</param>
/// <param name="SlotStart">Where the row's slots start in <see cref="BatchPlan.Position"/>, or -1 where slot = position.</param>
internal readonly record struct Sequence(int Row, int Start, int Tokens, int Keys, int Head, int SlotStart);
