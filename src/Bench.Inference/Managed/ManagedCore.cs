using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>The default inference core: managed code only, at the hardware's speed.</summary>
public static class ManagedCore
{
    /// <summary>The kernels that a model gets unless others are asked for. Kernels of other widths add up in another order.</summary>
    public static KernelChoice DefaultKernels => Kernels.Widest();

    /// <summary>Opens a Hugging Face folder.</summary>
    /// <param name="folder">Folder with <c>config.json</c> and <c>model.safetensors</c>.</param>
    /// <param name="options">How to compute; all defaults where <see langword="null"/>.</param>
    /// <returns>The model, which keeps the folder's weights mapped until it is disposed.</returns>
    /// <exception cref="BenchException">The folder is missing, damaged or not supported, or the kernels are not.</exception>
    public static ManagedEncoder Load(string folder, ManagedCoreOptions? options = null)
    {
        ModelFolder opened = ModelFolder.Open(folder);
        try
        {
            return new ManagedEncoder(opened.Name, opened.Config, opened.Weights, options ?? new ManagedCoreOptions(), opened);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Uses weights that are already open.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="weights">Its weights, which must stay readable as long as the model is used.</param>
    /// <param name="options">How to compute; all defaults where <see langword="null"/>.</param>
    /// <exception cref="BenchException">The processor lacks the kernels asked for.</exception>
    public static ManagedEncoder Load(string name, EncoderConfig config, EncoderWeights weights, ManagedCoreOptions? options = null) =>
        new(name, config, weights, options ?? new ManagedCoreOptions(), null);
}
