using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Model folders that hold a formula (<c>closed-form.json</c>) instead of weights: models whose right attribution is known.
/// </summary>
public static class ClosedFormFolder
{
    private const int MaxLength = 512;

    /// <summary>Whether a folder holds a formula.</summary>
    /// <param name="folder">The folder.</param>
    public static bool IsOne(string folder) => File.Exists(Path.Combine(folder, ClosedFormFile.FileName));

    /// <summary>Opens the model and its tokenizer.</summary>
    /// <param name="folder">A folder with a <c>closed-form.json</c>.</param>
    /// <exception cref="BenchException">The formula cannot be read.</exception>
    public static LoadedModel Open(string folder)
    {
        string path = Path.Combine(folder, ClosedFormFile.FileName);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var states = FileStates.Of([path]);
        var model = new ClosedFormModel(name, ClosedFormFile.Read(path), MaxLength);
        return new LoadedModel(
            folder, model, new ClosedFormTokenizer(model.Vocabulary, MaxLength), new Lazy<string>(() => FileHash.Sha256(path)))
        {
            Files = [ClosedFormFile.FileName],
            States = states,
        };
    }
}
