using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// All weights of an encoder with a classification head. The memory may point straight into a memory-mapped file, and is valid as
/// long as the <see cref="ModelFolder"/> it came from is not disposed.
/// </summary>
public sealed record EncoderWeights
{
    /// <summary>Word embeddings [V, E]; none of them, [0, E], in models of pictures.</summary>
    public required Tensor Words { get; init; }

    /// <summary>
    /// Added to the projected pixels by place [P, H], in models of pictures; special tokens are their row of it alone.
    /// <see langword="null"/> for texts.
    /// </summary>
    public Tensor? Places { get; init; }

    /// <summary>Position embeddings [P, E], or <see langword="null"/> where the model has none.</summary>
    public required Tensor? Positions { get; init; }

    /// <summary>Token-type embeddings [T, E], or <see langword="null"/> where the model has none.</summary>
    public required Tensor? Types { get; init; }

    /// <summary>Normalises the sum of the embeddings, or <see langword="null"/> where the model does not.</summary>
    public required LayerNorm? EmbeddingNorm { get; init; }

    /// <summary>Maps embeddings to the hidden size, after normalisation; <see langword="null"/> where the model does not.</summary>
    public Linear? Projection { get; init; }

    /// <summary>
    /// Normalises what <see cref="Projection"/> gives, before places are added; <see langword="null"/> where the model does not.
    /// </summary>
    public LayerNorm? ProjectionNorm { get; init; }

    /// <summary>The layers in order; layers that share weights are the same instance.</summary>
    public required ImmutableArray<LayerWeights> Layers { get; init; }

    /// <summary>Makes the last layers a decoder.</summary>
    public DecoderWeights? Decoder { get; init; }

    /// <summary>Normalises the last layer's output, in models that normalise first.</summary>
    public LayerNorm? FinalNorm { get; init; }

    /// <summary>Turns the hidden states that it reads into logits.</summary>
    public required ClassificationHead Head { get; init; }
}

/// <summary>The map from a hidden state to logits.</summary>
/// <param name="Dense">Applied first, or <see langword="null"/>.</param>
/// <param name="DenseActivation">Follows <paramref name="Dense"/>.</param>
/// <param name="Output">Gives the logits.</param>
public sealed record ClassificationHead(Linear? Dense, HiddenActivation DenseActivation, Linear Output)
{
    /// <summary>Normalises what <see cref="Dense"/> and its activation give.</summary>
    public LayerNorm? Norm { get; init; }
}

/// <summary>y = W x + b.</summary>
/// <param name="Weight">W [outputs, inputs].</param>
/// <param name="Bias">b [outputs]; zeros where the model has none.</param>
public sealed record Linear(Tensor Weight, Tensor Bias)
{
    /// <summary>Width of x.</summary>
    public int Inputs => Weight.Shape[1];

    /// <summary>Width of y.</summary>
    public int Outputs => Weight.Shape[0];

    /// <summary>The map to some neighbouring outputs; nothing is copied.</summary>
    /// <param name="first">The first output.</param>
    /// <param name="count">How many.</param>
    public Linear Rows(int first, int count) => new(
        new Tensor(Weight.Data.Slice(first * Inputs, count * Inputs), new Shape(count, Inputs)),
        new Tensor(Bias.Data.Slice(first, count), new Shape(count)));
}

/// <summary>
/// y = (x − mean) / √(variance + ε) · weight + bias (Ba, Kiros and Hinton 2016), or by the mean square; which, and ε, stands in the
/// configuration.
/// </summary>
/// <param name="Weight">Scale [width].</param>
/// <param name="Bias">Shift [width]; zeros where the model has none.</param>
public sealed record LayerNorm(Tensor Weight, Tensor Bias)
{
    /// <summary>ε where it is not the configuration's.</summary>
    public double? Epsilon { get; init; }
}
