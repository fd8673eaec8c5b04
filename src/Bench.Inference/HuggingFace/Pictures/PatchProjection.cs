using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>The convolution that projects patches: as wide as its step, it is one linear map of each patch's values.</summary>
internal static class PatchProjection
{
    /// <summary>Reads it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="config">The model's configuration.</param>
    /// <param name="weights">The weight files.</param>
    public static Linear Read(string name, EncoderConfig config, WeightReader weights)
    {
        int patch = config.Picture!.PatchSize;
        Tensor kernel = weights.Tensor($"{name}.weight", config.HiddenSize, PictureShape.Channels, patch, patch);
        return new Linear(
            new Tensor(kernel.Data, new Shape(config.HiddenSize, config.EmbeddingSize)),
            weights.Tensor($"{name}.bias", config.HiddenSize));
    }
}
