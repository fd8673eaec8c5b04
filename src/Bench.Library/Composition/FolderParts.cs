using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Inference;
using Bench.Pictures;

namespace Bench.Library;

/// <summary>What is read from a model's folder beside the model.</summary>
internal static class FolderParts
{
    /// <summary>Reads the tokenizer, and says which files it was read from.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="maxLength">Tokens of the longest row.</param>
    /// <param name="isNeeded">Whether texts are tokenized; otherwise ready ids will do.</param>
    public static (ITokenizer Tokenizer, IEnumerable<string> Files) ReadTokenizer(string path, int maxLength, bool isNeeded)
    {
        try
        {
            Tokenizer tokenizer = TokenizerFiles.Load(path, maxLength);
            return (tokenizer, tokenizer.FilesRead);
        }
        catch (BenchException) when (!isNeeded)
        {
            using ModelFolder folder = ModelFolder.Open(path);
            return (new IdTokenizer(path, folder.Config.PadTokenId < 0 ? null : folder.Config.PadTokenId), []);
        }
    }

    /// <summary>Reads the picture processor of a model that takes pictures.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="shape">What the model sees of a picture, or <see langword="null"/> where it reads texts.</param>
    /// <param name="isNeeded">Whether pictures are processed; otherwise ready pixels will do.</param>
    public static PictureProcessor? ReadProcessor(string path, PictureShape? shape, bool isNeeded) =>
        shape is not null && (isNeeded || File.Exists(Path.Combine(path, ProcessorFile.Name))) ? PictureProcessor.Open(path, shape) : null;

    /// <summary>The instructions that the core computes with, or <see langword="null"/> on a device.</summary>
    /// <param name="core">The core; the managed one where it does not say.</param>
    /// <remarks>Libtorch takes the widest that the processor has, as the managed core does.</remarks>
    public static string? KernelsOf(CoreInfo? core) => core switch
    {
        null => OptionsBinder.Key(ManagedCore.DefaultKernels.ToString()),
        { Device: var devices } when devices.StartsWith("cpu", StringComparison.Ordinal) =>
            FormattableString.Invariant($"{Machine.Current.VectorBits} bits"),
        _ => null,
    };

    /// <summary>Whether a file holds weights, or names those that do.</summary>
    /// <param name="file">A file of a model's folder.</param>
    public static bool IsOfWeights(string file) => Path.GetFileName(file).Contains(".safetensors", StringComparison.Ordinal);

    /// <summary>The hash of all weights.</summary>
    /// <param name="path">The folder.</param>
    public static string HashWeights(string path)
    {
        using ModelFolder folder = ModelFolder.Open(path);
        return folder.Sha256;
    }
}
