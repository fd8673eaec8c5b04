using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>The explainer that is computed at every noisy input, where the options name one.</summary>
internal static class NoisyMethod
{
    /// <summary>Makes it.</summary>
    /// <param name="options">The options.</param>
    /// <param name="catalog">Where it is found.</param>
    /// <param name="owner">Id of the explainer that adds the noise.</param>
    /// <returns>The explainer, or <see langword="null"/> where a map is decorated.</returns>
    /// <exception cref="BenchException">It is unknown, badly configured, no gradient method, or named without being used.</exception>
    public static Configured<ExplainerDescriptor, IExplainer>? Make(
        NoiseOptions options, Catalog<ExplainerDescriptor, IExplainer> catalog, string owner)
    {
        string where = $"{owner}:method";
        if ((options.Of == GradientMap.Method) == (options.Method.Length == 0))
        {
            throw options.Method.Length == 0
                ? new BenchException(
                    "of=method needs a method", where, "Add method=ID, for example method=\"integrated-gradients:baseline=mask\"")
                : new BenchException("A method is given, but something else is decorated", where, "Add of=method or leave the method out");
        }

        if (options.Of != GradientMap.Method)
        {
            return null;
        }

        Configured<ExplainerDescriptor, IExplainer> method = Members.Configure(
            options.Method, catalog, where, options.Baseline == FillerBaseline.Mask ? Removal.Mask : Removal.Pad);

        // Paths by way of words start at the words themselves, wherever the noise has put the input.
        bool usesInput = method.Descriptor.Id != DiscretizedIntegratedGradientsExplainer.Descriptor.Id;
        return method.Descriptor.Needs == Ask.Gradient && method.Descriptor.Family == GradientExplainer.Descriptor.Family && usesInput
            ? method
            : throw new BenchException(
                $"Noise on the embeddings does not reach '{method.Descriptor.Id}'",
                where,
                "Allowed: explainers of the family gradient, discretized-integrated-gradients excepted");
    }
}
