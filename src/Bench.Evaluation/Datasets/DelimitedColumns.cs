using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Which column of a table holds what; −1 where there is no such column.</summary>
internal sealed class DelimitedColumns
{
    private readonly string[] _header;
    private readonly string _where;

    /// <summary>Finds the columns.</summary>
    /// <param name="header">Names of the columns.</param>
    /// <param name="options">Options.</param>
    /// <param name="where">Where the header was read, for messages.</param>
    /// <exception cref="BenchException">A column that is needed or named is missing, or a name comes twice.</exception>
    public DelimitedColumns(string[] header, DelimitedOptions options, string where)
    {
        _header = [.. header.Select(name => name.Trim())];
        _where = where;
        if (_header.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new BenchException($"The column '{twice.Key}' comes twice", where, "Give every column a name of its own");
        }

        Text = Find(options.Text, "text", "text", "sentence");
        TextPair = Find(options.TextPair, "text-pair", "text_pair", "sentence2");
        Label = Find(options.Label, "label", "label", "label_name");
        Id = Find(options.Id, "id", "id");
        Rationale = Find(options.Rationale, "rationale", "rationale", "spans");
        Edits = Find(options.Edits, "edits", "edits");
        if (Text < 0)
        {
            throw Missing("text", "text");
        }
    }

    /// <summary>Column of the text.</summary>
    public int Text { get; }

    /// <summary>Column of the second text.</summary>
    public int TextPair { get; }

    /// <summary>Column of the label.</summary>
    public int Label { get; }

    /// <summary>Column of the id.</summary>
    public int Id { get; }

    /// <summary>Column of the rationale.</summary>
    public int Rationale { get; }

    /// <summary>Column of the edits.</summary>
    public int Edits { get; }

    /// <summary>Number of columns.</summary>
    public int Count => _header.Length;

    /// <summary>Name of a column.</summary>
    /// <param name="column">The column.</param>
    public string Name(int column) => _header[column];

    /// <summary>The values of all other columns, but for empty ones.</summary>
    /// <param name="row">The values of a row.</param>
    public ImmutableSortedDictionary<string, string> Others(string[] row) => Enumerable.Range(0, Count)
        .Where(column => column != Text && column != TextPair && column != Label && column != Id && column != Rationale && column != Edits)
        .Where(column => row[column].Length > 0)
        .ToImmutableSortedDictionary(Name, column => row[column], StringComparer.Ordinal);

    private int Find(string named, string option, params string[] usual)
    {
        if (named.Length == 0)
        {
            return usual.Select(name => Array.IndexOf(_header, name)).FirstOrDefault(column => column >= 0, -1);
        }

        int found = Array.IndexOf(_header, named);
        return found >= 0 ? found : throw Missing(named, option);
    }

    private BenchException Missing(string name, string option) => new(
        $"There is no column '{name}'",
        _where,
        $"{NearMatches.Suggest(name, _header)}Columns found: {string.Join(", ", _header)}; "
            + $"name the right one with the dataset's option '{option}', or the delimiter with 'delimiter'");
}
