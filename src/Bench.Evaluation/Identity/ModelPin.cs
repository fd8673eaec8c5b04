using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// What a suite pins of a model: its weights, or its whole folder (<see cref="FileHash.Sha256OfFolder"/>), which configuration and
/// tokenizer are part of.
/// </summary>
internal static class ModelPin
{
    /// <summary>Refuses a model that is not the pinned one.</summary>
    /// <param name="loaded">The opened model.</param>
    /// <param name="model">What the suite says of it.</param>
    /// <param name="suiteFile">The suite, for messages.</param>
    /// <exception cref="BenchException">Neither the weights nor the folder have the pinned hash.</exception>
    public static void Require(LoadedModel loaded, ModelReference model, string suiteFile)
    {
        if (model.Sha256 is null || IsPinned(loaded.WeightsSha256, model.Sha256))
        {
            return;
        }

        string folder = FileHash.Sha256OfFolder(loaded.Folder);
        if (!IsPinned(folder, model.Sha256))
        {
            throw new BenchException(
                $"The SHA-256 of the weights is {loaded.WeightsSha256} and that of the folder {folder}, but {suiteFile} pins "
                    + $"{model.Sha256}",
                model.Path,
                "Restore the files, or change the hash and raise the suite's version");
        }
    }

    private static bool IsPinned(string found, string pinned) => string.Equals(found, pinned, StringComparison.OrdinalIgnoreCase);
}
