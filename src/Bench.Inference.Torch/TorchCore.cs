using System.Runtime.InteropServices;
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
    /// <exception cref="BenchException">The folder cannot be used, libtorch cannot be loaded, or it lacks the device or precision.</exception>
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
        torch.Device device = Device(options.Device);
        PrecisionError? error = options.Precision == CorePrecision.Single ? null : PrecisionProbe.Measure(name, config, weights, options, device);
        return new TorchEncoder(name, config, weights, options, device, owned, error);
    }

    // The first call into the native library loads it; what goes wrong there differs by system and version.
    private static torch.Device Device(string? name)
    {
        try
        {
            torch.Device device = TorchDevice.Find(name);
            torch.get_num_threads();
            return device;
        }
        catch (Exception exception) when (exception is TypeInitializationException or DllNotFoundException or NotSupportedException
            or BadImageFormatException or EntryPointNotFoundException or ExternalException)
        {
            throw new BenchException(
                $"libtorch cannot be loaded: {TorchApi.LoadProblem(exception)}",
                $"--core {Name}",
                "The package needs a 64-bit system with the C++ library of GCC 13 (Ubuntu 24.04, Debian 13, or newer); elsewhere build TorchSharp "
                    + "from its source and name its folder in TorchSharpPath",
                exception);
        }
    }
}
