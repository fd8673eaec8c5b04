using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The rows of a store: what they hold, and whether it is what was written. The last value of every row is its checksum.</summary>
/// <param name="file">The database.</param>
internal sealed class StoreRows(StoreFile file)
{
    private static readonly JsonSerializerOptions _json = Options();

    /// <summary>The statement that describes the run.</summary>
    /// <param name="run">What is computed.</param>
    /// <param name="instances">Instances of the whole run.</param>
    /// <param name="shard">The share of them that is computed.</param>
    /// <param name="finished">Whether all of it is computed and exported.</param>
    public static (string Sql, object[] Values) Insert(RunManifest run, int instances, Shard shard, bool finished) =>
        Insert("INSERT INTO run", run.ToLine(), instances, shard.ToString(), finished ? 1 : 0);

    /// <summary>The statement that keeps an instance, unless it is there already.</summary>
    /// <param name="head">The instance.</param>
    public static (string Sql, object[] Values) Insert(InstanceHead head) =>
        Insert("INSERT OR IGNORE INTO instance", head.Index, JsonSerializer.Serialize(head, _json));

    /// <summary>The statement that keeps what an explainer gave for an instance.</summary>
    /// <param name="index">Position of the instance.</param>
    /// <param name="result">What the explainer gave.</param>
    public static (string Sql, object[] Values) Insert(int index, ExplainerResult result) =>
        Insert("INSERT OR REPLACE INTO result", index, result.Explainer, JsonSerializer.Serialize(result, _json));

    /// <summary>The run.</summary>
    /// <exception cref="BenchException">Its description is not what was written.</exception>
    public (RunManifest Run, int Instances, Shard Shard, bool IsFinished) Run()
    {
        string[] row = Single(file.Read("SELECT manifest, instances, shard, finished, checksum FROM run"), "the run");
        return (RunManifest.Parse(row[0], file.Path), Number(row[1]), Shard.Parse(row[2], file.Path), row[3] == "1");
    }

    /// <summary>Which explainers have finished which instances, unchecked.</summary>
    public IEnumerable<(int Index, string Explainer)> Keys() =>
        file.Read("SELECT idx, explainer FROM result").Select(row => (Number(row[0]), row[1]));

    /// <summary>Positions of the instances that are described, unchecked.</summary>
    public IEnumerable<int> Described() => file.Read("SELECT idx FROM instance").Select(row => Number(row[0]));

    /// <summary>An instance.</summary>
    /// <param name="index">Its position.</param>
    /// <exception cref="BenchException">It is missing or not what was written.</exception>
    public InstanceHead Head(int index)
    {
        string[] row = Single(file.Read("SELECT idx, head, checksum FROM instance WHERE idx = $0", index), $"instance {index}");
        return Parse<InstanceHead>(row[1], $"instance {index}");
    }

    /// <summary>What explainers gave for an instance, in order of their names.</summary>
    /// <param name="index">Position of the instance.</param>
    /// <param name="expected">The explainers that have finished it.</param>
    /// <exception cref="BenchException">A result is missing or not what was written.</exception>
    public IReadOnlyList<ExplainerResult> Results(int index, IReadOnlySet<string> expected)
    {
        IReadOnlyList<string[]> rows = file.Read(
            "SELECT idx, explainer, data, checksum FROM result WHERE idx = $0 ORDER BY explainer", index);
        foreach (string[] row in rows)
        {
            RequireChecksum(row, $"the result of {row[1]} for instance {index}");
        }

        return rows.Count == expected.Count && rows.All(row => expected.Contains(row[1]))
            ? [.. rows.Select(row => Parse<ExplainerResult>(row[2], $"the result of {row[1]} for instance {index}"))]
            : throw StoreHeader.Damaged($"its table and its index disagree on the results for instance {index}", file.Path);
    }

    // Stores hold the kinds of curves as numbers.
    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(ExplanationJson.Line);
        options.Converters.Insert(0, new JsonNumberEnumConverter<CurveKind>());
        return options;
    }

    private T Parse<T>(string json, string what)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, _json) ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw StoreHeader.Damaged($"{what} cannot be read", file.Path, exception);
        }
    }

    private static (string Sql, object[] Values) Insert(string sql, params object[] values)
    {
        string[] texts = [.. values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)!)];
        string places = string.Join(", ", Enumerable.Range(0, values.Length + 1).Select(place => $"${place}"));
        return ($"{sql} VALUES ({places})", [.. values, RowChecksum.Of(texts)]);
    }

    private string[] Single(IReadOnlyList<string[]> rows, string what)
    {
        string[] row = rows.Count == 1 ? rows[0] : throw StoreHeader.Damaged($"{rows.Count} rows describe {what}, expected 1", file.Path);
        RequireChecksum(row, $"the description of {what}");
        return row;
    }

    private void RequireChecksum(string[] row, string what)
    {
        if (row[^1] != RowChecksum.Of(row.AsSpan(..^1)).ToString(CultureInfo.InvariantCulture))
        {
            throw StoreHeader.Damaged($"{what} is not what was written (its checksum differs)", file.Path);
        }
    }

    private int Number(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
        ? number
        : throw StoreHeader.Damaged($"'{text}' stands where a number is expected", file.Path);
}
