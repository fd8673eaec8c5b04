using System.Collections.Immutable;

namespace Bench.Inference;

/// <summary>One tensor in the header of a safetensors file.</summary>
/// <param name="Name">Its name. Untrusted text.</param>
/// <param name="DType">Element type as the file spells it, for example <c>F32</c>.</param>
/// <param name="Shape">Its extents; none for a scalar.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">One past the last byte.</param>
public sealed record TensorEntry(string Name, string DType, ImmutableArray<long> Shape, long Begin, long End);
