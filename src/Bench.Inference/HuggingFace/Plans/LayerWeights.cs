using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>One layer.</summary>
/// <param name="Query">Queries of all heads, head by head.</param>
/// <param name="Key">Keys of all heads.</param>
/// <param name="Value">Values of all heads.</param>
/// <param name="AttentionOutput">Mixes the heads.</param>
/// <param name="AttentionNorm">Normalises attention + residual, or what goes into attention; null: nothing does.</param>
/// <param name="Intermediate">First map of the feed-forward part.</param>
/// <param name="Output">Second map of the feed-forward part.</param>
/// <param name="OutputNorm">Normalises feed-forward + residual, or what goes into the feed-forward part.</param>
public sealed record LayerWeights(
    Linear Query,
    Linear Key,
    Linear Value,
    Linear AttentionOutput,
    LayerNorm? AttentionNorm,
    Linear Intermediate,
    Linear Output,
    LayerNorm OutputNorm)
{
    /// <summary>
    /// Makes the feed-forward part gated: its second map gets activation(<see cref="Intermediate"/> x) · (this x) (Shazeer 2020).
    /// </summary>
    public Linear? Gate { get; init; }

    /// <summary>Normalises every head of the queries, before rotation.</summary>
    public LayerNorm? QueryNorm { get; init; }

    /// <summary>Normalises every head of the keys, before rotation.</summary>
    public LayerNorm? KeyNorm { get; init; }

    /// <summary>Adds products with embeddings of distances to the scores.</summary>
    public DisentangledWeights? Disentangled { get; init; }

    /// <summary>Added to the scores [rows of <see cref="AttentionPlan.Relative"/>, heads].</summary>
    public Tensor? ScoreBias { get; init; }

    /// <summary>Added to the scores within windows [(2M − 1)², heads], see <see cref="WindowStage.BiasRow"/>.</summary>
    public Tensor? WindowBias { get; init; }

    /// <summary>Joins four states into one after the layer, the last of its stage.</summary>
    public JoiningWeights? Joining { get; init; }

    /// <summary>Attends to the encoder's output, in a decoder.</summary>
    public CrossWeights? Cross { get; init; }

    /// <summary>Adds a convolution of the layer's input to its output.</summary>
    public ConvolutionWeights? Convolution { get; init; }

    /// <summary>The layer with scores multiplied by a factor, which is put into what makes the queries last.</summary>
    /// <param name="factor">The factor.</param>
    public LayerWeights WithScores(float factor) => factor == 1 ? this
        : QueryNorm is { } norm ? this with { QueryNorm = new LayerNorm(norm.Weight.Times(factor), norm.Bias.Times(factor)) }
        : this with { Query = new Linear(Query.Weight.Times(factor), Query.Bias.Times(factor)) };
}

/// <summary>
/// Disentangled attention (He et al. 2021): to the score of query i and key j, Q_i · K(P_r) and K_j · Q(P_r) are added, r the row of
/// the distance i − j.
/// </summary>
/// <param name="Distances">Embeddings P of distances [rows of <see cref="AttentionPlan.Relative"/>, hidden].</param>
/// <param name="Norm">Normalises P, or <see langword="null"/>.</param>
/// <param name="Key">K, what queries meet; may be the layer's own map of keys; <see langword="null"/>: no such term.</param>
/// <param name="Query">Q, what keys meet; may be the layer's own map of queries; <see langword="null"/>: no such term.</param>
public sealed record DisentangledWeights(Tensor Distances, LayerNorm? Norm, Linear? Key, Linear? Query);

/// <summary>Joins squares of four states between two stages, see <see cref="WindowStage.Joined"/>.</summary>
/// <param name="Norm">Normalises the four behind each other.</param>
/// <param name="Reduction">Maps them to one.</param>
public sealed record JoiningWeights(LayerNorm Norm, Linear Reduction);

/// <summary>
/// output = norm(output + activation(convolution of the layer's input along the text)); hidden tokens count as 0.
/// </summary>
/// <param name="Taps">One map for each neighbour, from the left to the right; only the first has a bias that is not 0.</param>
/// <param name="Activation">The non-linearity.</param>
/// <param name="Norm">The normalisation.</param>
public sealed record ConvolutionWeights(ImmutableArray<Linear> Taps, HiddenActivation Activation, LayerNorm Norm);
