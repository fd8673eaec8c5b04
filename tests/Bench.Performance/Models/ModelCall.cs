namespace Bench.Performance;

/// <summary>One call of a model.</summary>
/// <param name="Rows">Rows asked.</param>
/// <param name="Tokens">Their tokens.</param>
/// <param name="Flops">Their floating-point operations.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Backward">Whether gradients were asked for.</param>
internal readonly record struct ModelCall(int Rows, int Tokens, double Flops, double Seconds, bool Backward);
