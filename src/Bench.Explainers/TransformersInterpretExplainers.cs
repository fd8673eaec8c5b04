using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// The options under which Integrated Gradients are those of transformers-interpret 0.10 (its <c>LIGAttributions</c>, by Captum): 50 nodes
/// of Gauss and Legendre, from padding, every special token kept. Divide by <see cref="NormalizedExplainer">their length</see> for its
/// scores.
/// </summary>
public static class TransformersInterpretExplainers
{
    /// <summary>
    /// What its image explainer computes unless asked otherwise (<c>IGNT</c>): the mean of Integrated Gradients with 5 nodes from the mean
    /// colour, over 10 copies with noise of deviation 1 in normalised values, as Captum's NoiseTunnel has it; summed over channels, as it
    /// draws them.
    /// </summary>
    public const string OfPictures = "smoothgrad:of=integrated-gradients,steps=5,samples=10,noise=1,scale=absolute,reduce=sum";

    /// <summary>One spec per explainer whose defaults differ from its.</summary>
    public static ImmutableArray<ComponentSpec> Specs { get; } =
    [
        ComponentSpec.Parse("integrated-gradients:steps=50,rule=gauss-legendre,baseline=pad,separators=keep"),
        ComponentSpec.Parse("layer-integrated-gradients:of=whole,steps=50,rule=gauss-legendre,baseline=pad,separators=keep"),
    ];
}
