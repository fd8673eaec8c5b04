using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>The core that computes with libtorch through TorchSharp: on NVIDIA GPUs, or on the processor.</summary>
public static class TorchCore
{
    /// <summary>The core's name.</summary>
    public const string Name = "torch";

    /// <summary>Opens a Hugging Face folder.</summary>
    /// <param name="folder">Folder with <c>config.json</c> and <c>model.safetensors</c>.</param>
    /// <param name="options">How to compute; all defaults where <see langword="null"/>.</param>
    /// <returns>The model, which keeps the folder's weights mapped until it is disposed.</returns>
    /// <exception cref="BenchException">
    /// The folder cannot be used, libtorch cannot be loaded, or it lacks the device or precision.
    /// </exception>
    public static TorchEncoder Load(string folder, TorchOptions? options = null)
    {
        ModelFolder opened = ModelFolder.Open(folder);
        try
        {
            return Open(opened.Name, opened.Config, opened.Weights, options, opened);
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
    /// <param name="weights">Its weights; the word embeddings are read as long as the model is used, the rest is copied.</param>
    /// <param name="options">How to compute; all defaults where <see langword="null"/>.</param>
    /// <exception cref="BenchException">libtorch cannot be loaded, or it lacks the device or precision.</exception>
    public static TorchEncoder Load(string name, EncoderConfig config, EncoderWeights weights, TorchOptions? options = null) =>
        Open(name, config, weights, options, null);

    private static TorchEncoder Open(string name, EncoderConfig config, EncoderWeights weights, TorchOptions? options, IDisposable? owned)
    {
        options ??= new TorchOptions();
        LibtorchLoader.Load();
        torch.Device device = TorchDevice.Find(options.Device);
        if (options.Precision == CorePrecision.Tf32 && device.type == DeviceType.CPU)
        {
            throw new BenchException(
                "The processor computes no TF32", "--precision", "Use single, or a GPU from NVIDIA's Ampere generation on");
        }

        TorchDevice.Start(device);
        PrecisionError? error = options.Precision == CorePrecision.Single
            ? null
            : PrecisionProbe.Measure(name, config, weights, options, device);
        return new TorchEncoder(name, config, weights, options, device, owned, error);
    }
}
