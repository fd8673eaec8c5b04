using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>What was computed for one row.</summary>
/// <param name="Logits">Logits [C] or [n, C].</param>
/// <param name="Maps">Attention maps [L, H, n, n], where asked for.</param>
/// <param name="Gradient">The gradient by the maps where they were asked for, otherwise by the word embeddings [n, E], if there was a query.</param>
internal readonly record struct RowAnswer(Tensor Logits, Tensor? Maps, Tensor? Gradient);
