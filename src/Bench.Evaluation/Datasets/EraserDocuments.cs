using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The documents of an ERASER folder: files in <c>docs/</c>, read when asked for, or lines of <c>docs.jsonl</c>.</summary>
/// <param name="folder">The folder of the data set.</param>
internal sealed class EraserDocuments(string folder)
{
    private readonly string _file = Path.Combine(folder, "docs.jsonl");
    private readonly string _folder = Path.Combine(folder, "docs");
    private Dictionary<string, string>? _texts;

    /// <summary>A document, or <see langword="null"/> where there is none of that name.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="BenchException">There are no documents at all, or one cannot be read.</exception>
    public EraserDocument? Find(string id)
    {
        if (File.Exists(_file))
        {
            _texts ??= ReadAll();
            return _texts.TryGetValue(id, out string? text) ? new EraserDocument(text, keepsEmpty: true) : null;
        }

        if (!Directory.Exists(_folder))
        {
            throw new BenchException("There is neither docs/ nor docs.jsonl", folder, "Name the folder that holds the ERASER data set");
        }

        // An id is a file's name; anything that leads out of the folder is none.
        string path = Path.Combine(_folder, id);
        bool isName = id.Length > 0 && id is not ("." or "..") && id.AsSpan().IndexOfAny('/', '\\', '\0') < 0;
        return isName && File.Exists(path) ? new EraserDocument(ReadText(path), keepsEmpty: false) : null;
    }

    private static string ReadText(string path)
    {
        using StreamReader reader = TextLines.Open(path);
        return TextLines.Guarded(path, null, reader.ReadToEnd);
    }

    private Dictionary<string, string> ReadAll()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonLine line in JsonLine.Read(_file))
        {
            string id = line.RequiredText("docid");
            if (!texts.TryAdd(id, line.RequiredText("document")))
            {
                throw new BenchException($"The document '{id}' comes twice", line.Where, "Keep one of them");
            }
        }

        return texts;
    }
}
