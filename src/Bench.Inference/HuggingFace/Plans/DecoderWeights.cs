using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Makes the layers from one on a decoder: it reads the same tokens one place later, a start token in front, each token attends to
/// itself and those before it, and then to the encoder's output.
/// </summary>
/// <param name="FirstLayer">Index of its first layer.</param>
/// <param name="StartId">Id of the start token.</param>
/// <param name="Positions">Its position embeddings [P, E].</param>
/// <param name="EmbeddingNorm">Normalises the sum of its embeddings.</param>
public sealed record DecoderWeights(int FirstLayer, int StartId, Tensor Positions, LayerNorm EmbeddingNorm);

/// <summary>A decoder layer's attention to the encoder's output, between self-attention and feed-forward part.</summary>
/// <param name="Query">Queries of all heads.</param>
/// <param name="Key">Keys of all heads, of the encoder's output.</param>
/// <param name="Value">Values of all heads, of the encoder's output.</param>
/// <param name="Output">Mixes the heads.</param>
/// <param name="Norm">Normalises attention + residual.</param>
public sealed record CrossWeights(Linear Query, Linear Key, Linear Value, Linear Output, LayerNorm Norm);
