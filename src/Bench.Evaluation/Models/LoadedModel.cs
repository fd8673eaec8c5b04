using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>A model folder opened for use. Disposing it releases the model.</summary>
/// <param name="Folder">Where it was read.</param>
/// <param name="Model">The model.</param>
/// <param name="Tokenizer">Its tokenizer.</param>
/// <param name="Hash">SHA-256 of the weights in lower-case hexadecimal, computed when first asked for.</param>
public sealed record LoadedModel(string Folder, IModel Model, ITokenizer Tokenizer, Lazy<string> Hash) : IDisposable
{
    /// <summary>SHA-256 of the weights in lower-case hexadecimal.</summary>
    public string WeightsSha256 => Hash.Value;

    /// <summary>Reads pictures for the model, where it takes them; <see langword="null"/> for models of texts.</summary>
    public IImageProcessor? Processor { get; init; }

    /// <summary>Names of the other files of the folder that were read: configuration and tokenizer.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Weights and <see cref="Files"/> as they were before they were read.</summary>
    public FileStates States { get; init; } = FileStates.None;

    /// <summary>Repository and commit of a model of the hub, <c>org/name@commit</c>; <see langword="null"/> for other folders.</summary>
    public string? Hub { get; init; }

    /// <summary>The processor's instructions that the model computes with, where its answers depend on them.</summary>
    public string? Kernels { get; init; }

    /// <summary>
    /// The masked language model that fills tokens in for metrics, where a suite asks for it; released together with this one.
    /// </summary>
    public LoadedModel? Infill { get; init; }

    /// <summary>Calls that the model likes to have open at once, to fill its batches; 1 where every caller computes for itself.</summary>
    public int Callers { get; init; } = 1;

    /// <summary>Refuses numbers of files that are no longer what was read: weights stay mapped into memory.</summary>
    /// <exception cref="BenchException">A file was changed, replaced or removed.</exception>
    public void RequireUnchanged()
    {
        States.RequireUnchanged();
        Infill?.RequireUnchanged();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        (Model as IDisposable)?.Dispose();
        Infill?.Dispose();
    }
}

/// <summary>Opens a model folder; the program decides with which core.</summary>
/// <param name="folder">A Hugging Face folder.</param>
/// <param name="threads">Threads that may compute for all calls of the model together.</param>
/// <exception cref="BenchException">The folder cannot be used.</exception>
public delegate LoadedModel ModelOpener(string folder, int threads);
