using System.Globalization;

namespace Bench.Evaluation;

/// <summary>How long a run will take, by one of its texts.</summary>
/// <param name="Instances">Instances to be computed.</param>
/// <param name="Rows">Model rows, forward and backward, that they need.</param>
/// <param name="RowsPerSecond">Rows that all threads together compute in a second, what is done with them included.</param>
public sealed record RunEstimate(int Instances, long Rows, double RowsPerSecond)
{
    /// <summary>How long that is.</summary>
    public TimeSpan Time => TimeSpan.FromSeconds(Rows / RowsPerSecond);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"This will take about {(Time < TimeSpan.FromSeconds(1) ? "a second" : Write(Time))}: {Instances} instances, some {Rows:N0} model rows, {RowsPerSecond:N0} rows a second as measured on one text.");

    /// <summary>A length of time in minutes and seconds, with hours and days where there are any.</summary>
    /// <param name="time">It.</param>
    public static string Write(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} days {time.Hours} h"),
        { TotalHours: >= 1 } => time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture),
        _ => time.ToString(@"m\:ss", CultureInfo.InvariantCulture),
    };
}
