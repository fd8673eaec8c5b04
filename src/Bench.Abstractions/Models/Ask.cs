using System.Text.Json.Serialization;

namespace Bench.Abstractions;

/// <summary>
/// What a query asks of a model, what a model offers, and what an explainer needs. Whatever runs the whole model gives its outputs too.
/// </summary>
[Flags]
public enum Ask
{
    /// <summary>The outputs alone, which every model offers; files of runs call them what they always did.</summary>
    [JsonStringEnumMemberName("forward")]
    Outputs = 0,

    /// <summary>The derivative of the readout by the input's embeddings.</summary>
    Gradient = 1,

    /// <summary>The attention maps.</summary>
    Attention = 2,

    /// <summary>The attention maps and the derivative of the readout by them.</summary>
    AttentionGradient = 4,

    /// <summary>
    /// The right attribution of the readout, of models so simple that it is known in closed form; outputs are not computed.
    /// </summary>
    Exact = 8,

    /// <summary>How tokens mix inside the layers, as <see cref="Query.Mixing"/> measures it; outputs are not computed.</summary>
    [JsonStringEnumMemberName("token-mixing")]
    Mixing = 16,

    /// <summary>The states that go into <see cref="Query.Layer"/>; outputs are not computed.</summary>
    States = 32,

    /// <summary>The position embeddings that are added to a row's word embeddings; outputs are not computed.</summary>
    Positions = 64,

    /// <summary>The multipliers of the readout between the two points of <see cref="Query.Between"/>; outputs are not computed.</summary>
    Contrast = 128,

    /// <summary>
    /// Sums of the derivative over each token's embedding, instead of the derivative itself; <see cref="Query.Factor"/> says what its
    /// products are with. <see cref="ModelQuestions.GradientSums"/> asks for them, and makes them where a model offers gradients only.
    /// </summary>
    [JsonStringEnumMemberName("gradient-sums")]
    GradientSums = 256,

    /// <summary>All that is asked between the layers.</summary>
    Layers = States | Positions | Contrast,
}
