using System.Collections.Immutable;

namespace Bench.Inference;

/// <summary>A folder with tokenizer files, which remembers the files that were read: they are part of what a model is.</summary>
/// <param name="path">The folder.</param>
internal sealed class TokenizerFolder(string path)
{
    private readonly List<string> _read = [];

    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>Names of the files read so far, in ordinal order.</summary>
    public ImmutableArray<string> FilesRead => [.. _read.Order(StringComparer.Ordinal)];

    /// <summary>Whether there is a file.</summary>
    /// <param name="name">Its name, without folder.</param>
    public bool Has(string name) => File.Exists(System.IO.Path.Combine(path, name));

    /// <summary>The path of a file that is about to be read.</summary>
    /// <param name="name">Its name, without folder.</param>
    public string Open(string name)
    {
        if (!_read.Contains(name))
        {
            _read.Add(name);
        }

        return System.IO.Path.Combine(path, name);
    }

    /// <summary>A JSON file whose root is an object; nothing where there is no such file.</summary>
    /// <param name="name">Its name, without folder.</param>
    /// <exception cref="Abstractions.BenchException">It is no JSON object.</exception>
    public JsonPlace Json(string name) => Has(name)
        ? JsonPlace.ReadObject(Open(name))
        : new JsonPlace(default, System.IO.Path.Combine(path, name));
}
