using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// All weights of an encoder with a classification head. The memory may point straight into a memory-mapped file, and is valid as
/// long as the <see cref="ModelFolder"/> it came from is not disposed.
/// </summary>
public sealed record EncoderWeights
{
    /// <summary>Word embeddings [V, E].</summary>
    public required Tensor Words { get; init; }

    /// <summary>Position embeddings [P, E].</summary>
    public required Tensor Positions { get; init; }

    /// <summary>Token-type embeddings [T, E], or <see langword="null"/> where the model has none.</summary>
    public required Tensor? Types { get; init; }

    /// <summary>Normalises the sum of the embeddings.</summary>
    public required LayerNorm EmbeddingNorm { get; init; }

    /// <summary>Maps embeddings to the hidden size, after normalisation; <see langword="null"/> where the model does not.</summary>
    public Linear? Projection { get; init; }

    /// <summary>The layers in order; layers that share weights are the same instance.</summary>
    public required ImmutableArray<LayerWeights> Layers { get; init; }

    /// <summary>Turns the first position's hidden state into logits.</summary>
    public required ClassificationHead Head { get; init; }
}

/// <summary>One encoder layer, normalised after each residual sum.</summary>
/// <param name="Query">Queries of all heads, head by head.</param>
/// <param name="Key">Keys of all heads.</param>
/// <param name="Value">Values of all heads.</param>
/// <param name="AttentionOutput">Mixes the heads.</param>
/// <param name="AttentionNorm">Normalises attention + residual.</param>
/// <param name="Intermediate">First map of the feed-forward part.</param>
/// <param name="Output">Second map of the feed-forward part.</param>
/// <param name="OutputNorm">Normalises feed-forward + residual.</param>
public sealed record LayerWeights(
    Linear Query,
    Linear Key,
    Linear Value,
    Linear AttentionOutput,
    LayerNorm AttentionNorm,
    Linear Intermediate,
    Linear Output,
    LayerNorm OutputNorm);

/// <summary>The map from the first position's hidden state to the logits.</summary>
/// <param name="Dense">Applied first, or <see langword="null"/>.</param>
/// <param name="DenseActivation">Follows <paramref name="Dense"/>.</param>
/// <param name="Output">Gives the logits.</param>
public sealed record ClassificationHead(Linear? Dense, HiddenActivation DenseActivation, Linear Output);

/// <summary>y = W x + b.</summary>
/// <param name="Weight">W [outputs, inputs].</param>
/// <param name="Bias">b [outputs].</param>
public sealed record Linear(Tensor Weight, Tensor Bias)
{
    /// <summary>Width of x.</summary>
    public int Inputs => Weight.Shape[1];

    /// <summary>Width of y.</summary>
    public int Outputs => Weight.Shape[0];
}

/// <summary>y = (x − mean) / √(variance + ε) · weight + bias (Ba, Kiros and Hinton 2016); ε stands in the configuration.</summary>
/// <param name="Weight">Scale [width].</param>
/// <param name="Bias">Shift [width].</param>
public sealed record LayerNorm(Tensor Weight, Tensor Bias);
