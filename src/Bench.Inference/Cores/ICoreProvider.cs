using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// An inference core: something that opens Hugging Face folders as models. A core that is not part of the program is an assembly
/// <c>Bench.Inference.Name</c> with one public class that implements this interface and has a constructor without parameters.
/// </summary>
public interface ICoreProvider
{
    /// <summary>The name by which the command line asks for it, in lower case.</summary>
    string Name { get; }

    /// <summary>What the core finds on this machine. Never fails: what is missing is said in the answer.</summary>
    CoreReport Report();

    /// <summary>Opens a model folder.</summary>
    /// <param name="folder">Folder with <c>config.json</c> and <c>model.safetensors</c>.</param>
    /// <param name="options">How to compute.</param>
    /// <returns>The model; the caller disposes it where it is <see cref="IDisposable"/>.</returns>
    /// <exception cref="BenchException">The folder cannot be used, or the core lacks the device or precision asked for.</exception>
    IModel Open(string folder, CoreOptions options);
}
