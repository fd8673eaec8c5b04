using System.Collections.Immutable;
using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The format <c>e-snli</c> has no options.</summary>
public sealed record EsnliOptions;

/// <summary>
/// Reads the published CSV of e-SNLI (Camburu et al. 2018): premise, hypothesis and label, and one rationale for each annotator who marked
/// a word in <c>Sentence1_marked_N</c> or <c>Sentence2_marked_N</c>. Their explanations become columns. The columns with numbers of
/// highlighted words are not read, as the authors advise.
/// </summary>
public sealed class EsnliReader : IDatasetReader
{
    /// <summary>Name and description.</summary>
    public static DatasetDescriptor Descriptor { get; } = new(
        "e-snli",
        "The published CSV of e-SNLI: premise, hypothesis, label, and both with the *words* that each annotator marked");

    /// <inheritdoc/>
    public IEnumerable<Instance> Read(string path) => Rows(path).Select(row => row.Instance);

    /// <inheritdoc/>
    public IEnumerable<DatasetRow> Rows(string path)
    {
        Dictionary<string, int>? columns = null;
        int width = 0;
        var ids = new UniqueIds();
        foreach (DelimitedRow row in DelimitedTable.Rows(path, ",", areQuoted: true))
        {
            if (columns is null)
            {
                (columns, width) = (Columns(row), row.Values.Length);
                continue;
            }

            yield return DatasetRow.Of(() => ToInstance(row, columns, width, ids));
        }

        if (columns is null)
        {
            throw new BenchException("The file is empty", path, "Name esnli_dev.csv, esnli_test.csv or a part of esnli_train");
        }
    }

    private static Dictionary<string, int> Columns(DelimitedRow header)
    {
        var columns = header.Values.Select((name, column) => (name, column)).DistinctBy(entry => entry.name)
            .ToDictionary(entry => entry.name, entry => entry.column);
        string[] missing =
            [.. new[] { "pairID", "gold_label", "Sentence1", "Sentence2", "Sentence1_marked_1", "Sentence2_marked_1" }.Where(name =>
                !columns.ContainsKey(name))];
        return missing.Length == 0
            ? columns
            : throw new BenchException(
                $"There is no column '{missing[0]}'", header.Where,
                "Name esnli_dev.csv, esnli_test.csv or a part of esnli_train; copies at the hub have no marks");
    }

    private static Instance ToInstance(DelimitedRow row, Dictionary<string, int> columns, int width, UniqueIds ids)
    {
        if (row.Values.Length != width)
        {
            throw new BenchException(
                $"The row has {row.Values.Length} columns, the header has {width}", row.Where, "Take the row as it was published");
        }

        string Value(string column) => columns.TryGetValue(column, out int index) ? row.Values[index] : "";
        string Sentence(string column) => InstanceText.NotEmpty(Value(column), column, row.Where);
        string[] sentences = [Sentence("Sentence1"), Sentence("Sentence2")];
        IEnumerable<CharacterSpan[]> marks = Enumerable.Range(1, 3).Select(annotator => sentences
            .SelectMany((sentence, segment) =>
            {
                string column = string.Create(CultureInfo.InvariantCulture, $"Sentence{segment + 1}_marked_{annotator}");
                return StarredWords.Of(sentence, Value(column), segment, $"{row.Where}, column '{column}'");
            })
            .ToArray());
        return new Instance
        {
            Id = ids.Add(Value("pairID"), row.Line, row.Where),
            Text = sentences[0],
            TextPair = sentences[1],
            Label = Value("gold_label") is { Length: > 0 } label ? label : null,
            Rationales = [.. marks.Where(marked => marked.Length > 0).Select(Spans.Merge)],
            Columns = columns.Keys.Where(name => name.StartsWith("Explanation_", StringComparison.Ordinal) && Value(name).Length > 0)
                .ToImmutableSortedDictionary(name => name, Value, StringComparer.Ordinal),
            Source = row.Where,
        };
    }
}
