using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Reads files as those of the shared task of CoNLL-2003 (Tjong Kim Sang and De Meulder 2003): a word a line with its columns separated by
/// blanks or tabs, one of them its label; a blank line ends a sentence, and lines of <c>-DOCSTART-</c> are left out. A sentence's words,
/// joined by blanks, are its text, and its rank in the file its id.
/// </summary>
/// <param name="options">Options.</param>
public sealed class ConllReader(ConllOptions options) : IDatasetReader
{
    private const string Document = "-DOCSTART-";

    /// <summary>Name and description.</summary>
    public static DatasetDescriptor Descriptor { get; } = new(
        "conll", "A word a line with its label in the last column, blank lines between sentences, as in CoNLL-2003");

    /// <inheritdoc/>
    public IEnumerable<Instance> Read(string path) => Rows(path).Select(row => row.Instance);

    /// <inheritdoc/>
    public IEnumerable<DatasetRow> Rows(string path)
    {
        int rank = 0;
        var sentence = new List<Row>();
        foreach ((string line, int number) in TextLines.All(path))
        {
            string[] columns = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            bool isDocument = columns.Length > 0 && columns[0] == Document;
            if (columns.Length > 0 && !isDocument)
            {
                if (!options.Comments || !line.StartsWith('#'))
                {
                    sentence.Add(new Row(columns, TextLines.Where(path, number)));
                }
            }
            else if (sentence.Count > 0)
            {
                yield return RowOf([.. sentence], ++rank);
                sentence.Clear();
            }
        }

        if (sentence.Count > 0)
        {
            yield return RowOf([.. sentence], ++rank);
        }
    }

    private DatasetRow RowOf(Row[] sentence, int rank) => DatasetRow.Of(() => ToInstance(sentence, rank));

    private Instance ToInstance(Row[] sentence, int rank)
    {
        string[] words = [.. sentence.Select(row => Column(row, options.Word, sentence[0].Columns.Length))];
        string[] labels =
            [.. sentence.Select(row => Column(row, options.Label == 0 ? row.Columns.Length : options.Label, sentence[0].Columns.Length))];
        var spans = new CharacterSpan[words.Length];
        int start = 0;
        for (int i = 0; i < words.Length; i++)
        {
            spans[i] = new CharacterSpan(start, start + words[i].Length);
            start += words[i].Length + 1;
        }

        return new Instance
        {
            Id = InstanceText.Rank(rank),
            Text = string.Join(' ', words),
            Gold = Gold.None with { Words = WordLabels.Of(spans, labels, "labels", sentence[0].Where) },
            Source = sentence[0].Where,
        };
    }

    private static string Column(Row row, int column, int count) =>
        row.Columns.Length != count
            ? throw new BenchException(
                $"The line has {row.Columns.Length} columns, the sentence's first has {count}", row.Where,
                "Give every word the same columns, or set the option comments=true if the line is a comment")
        : column > count
            ? throw new BenchException(
                $"There is no column {column}", row.Where, $"The line has {count}; set the options word and label to two of them")
        : count < 2
            ? throw new BenchException(
                "The line has one column, expected a word and its label", row.Where, "Separate them by a blank or a tab")
        : row.Columns[column - 1];

    private sealed record Row(string[] Columns, string Where);
}
