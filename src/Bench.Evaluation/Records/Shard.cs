using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>A share of a run's instances, for one of several machines: every <paramref name="Count"/>-th instance.</summary>
/// <param name="Number">Which share, from 1.</param>
/// <param name="Count">How many shares there are.</param>
public sealed record Shard(int Number, int Count)
{
    /// <summary>All instances.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Whether this is all of a run.</summary>
    public bool IsWhole => Count == 1;

    /// <summary>Name of the folder that gets the share; empty for all of a run.</summary>
    public string FolderName => IsWhole ? "" : string.Create(CultureInfo.InvariantCulture, $"shard-{Number}-of-{Count}");

    /// <summary>Reads the written form, such as <c>3/20</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="where">Where it stands, for messages.</param>
    /// <exception cref="BenchException">The text is not of that form.</exception>
    public static Shard Parse(string text, string where)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && number >= 1 && number <= count
            ? new Shard(number, count)
            : throw new BenchException($"The shard is '{text}'", where, "Give i/n with 1 ≤ i ≤ n, for example 3/20");
    }

    /// <summary>
    /// Whether an instance belongs to the share. Neighbours go to different shares, since datasets are often sorted by length or label.
    /// </summary>
    /// <param name="index">Position of the instance, from 0.</param>
    public bool Contains(int index) => index % Count == Number - 1;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
