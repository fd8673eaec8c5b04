using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Reads a data set of the ERASER benchmark (DeYoung et al. 2020): <c>SPLIT.jsonl</c> with annotations and their documents. The
/// rationale is the union of all evidence groups; query and query type become columns. Annotations over several documents are refused.
/// </summary>
/// <param name="options">Options.</param>
public sealed class EraserReader(EraserOptions options) : IDatasetReader
{
    /// <summary>Name and description.</summary>
    public static DatasetDescriptor Descriptor { get; } = new(
        "eraser",
        "A folder of the ERASER benchmark: documents, and annotations whose evidences are token spans");

    /// <inheritdoc/>
    public IEnumerable<Instance> Read(string path) => Rows(path).Select(row => row.Instance);

    /// <inheritdoc/>
    public IEnumerable<DatasetRow> Rows(string path)
    {
        var documents = new EraserDocuments(path);
        var ids = new UniqueIds();
        foreach (DatasetRow row in JsonLine.Rows(FileOf(path), (line, _) => ToInstance(line, documents, ids)))
        {
            yield return row;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes(string path)
    {
        int empty = 0;
        JsonLine.ForEach(FileOf(path), line => empty += EraserEvidence.Read(line).Count(evidence => evidence.IsEmpty));
        return empty == 0 ? [] : [$"{empty} evidences mark no token and are left out"];
    }

    private string FileOf(string path)
    {
        string file = Path.Combine(path, $"{options.Split}.jsonl");
        if (!File.Exists(file))
        {
            string[] splits = Directory.Exists(path)
                ? [.. Directory.EnumerateFiles(path, "*.jsonl").Select(Path.GetFileNameWithoutExtension).OfType<string>()
                    .Where(name => name != "docs").Order(StringComparer.Ordinal)]
                : [];
            throw new BenchException(
                splits.Length == 0 ? "The folder holds no ERASER data set" : $"There is no part '{options.Split}'",
                file,
                splits.Length == 0
                    ? "Name the folder that holds docs/ or docs.jsonl, and SPLIT.jsonl"
                    : $"{NearMatches.Suggest(options.Split, splits)}Set the dataset's option split to one of: {string.Join(", ", splits)}");
        }

        return file;
    }

    private static Instance ToInstance(JsonLine line, EraserDocuments documents, UniqueIds ids)
    {
        string id = ids.Add(line.RequiredText("annotation_id"), line.Number, line.Where);
        EraserEvidence[] evidences = [.. EraserEvidence.Read(line)];
        EraserEvidence[] marked = [.. evidences.Where(evidence => !evidence.IsEmpty)];
        string name = DocumentName(line, evidences, id);
        EraserDocument document = documents.Find(name)
            ?? throw new BenchException($"There is no document '{name}'", line.Where, "Put it into docs/ or docs.jsonl");
        return new Instance
        {
            Id = id,
            Text = InstanceText.NotEmpty(document.Text, $"document '{name}'", line.Where),
            Label = line.Text("classification"),
            Rationales = marked.Length == 0
                ? []
                : [Spans.Merge(marked.Select(evidence => evidence.ToSpan(document, line.Where)).ToArray())],
            Columns = Columns(line),
            Source = line.Where,
        };
    }

    // Annotations without evidence name their document in docids, or by their own id.
    private static string DocumentName(JsonLine line, EraserEvidence[] evidences, string id)
    {
        IEnumerable<string> listed = line.Fields.TryGetProperty("docids", out JsonElement docids) && docids.ValueKind == JsonValueKind.Array
            ? docids.EnumerateArray().Select(docid => line.Text(docid, "docids") ?? "")
            : [];
        string[] names = [.. evidences.Select(evidence => evidence.Document).Concat(listed).Distinct(StringComparer.Ordinal)];
        return names.Length <= 1
            ? names.FirstOrDefault(id)
            : throw new BenchException(
                $"The annotation names {names.Length} documents ({string.Join(", ", names.Take(3))}{(names.Length > 3 ? ", …" : "")})",
                line.Where,
                "Use a data set with one document per annotation, such as movies; several are not supported");
    }

    private static ImmutableSortedDictionary<string, string> Columns(JsonLine line)
    {
        ImmutableSortedDictionary<string,
            string>.Builder columns = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string name in (string[])["query", "query_type"])
        {
            if (line.Text(name) is { } value)
            {
                columns[name] = value;
            }
        }

        return columns.ToImmutable();
    }
}
