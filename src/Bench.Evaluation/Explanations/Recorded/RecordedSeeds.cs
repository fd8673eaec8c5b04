using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Bench.Evaluation;

/// <summary>How much an explanation owes to its seed, see <see cref="SeedVariance"/>.</summary>
/// <param name="Count">How many times it was made.</param>
/// <param name="Mean">Mean score of every token.</param>
/// <param name="StandardDeviation">Standard deviation of every token's score.</param>
public sealed record RecordedSeeds(int Count, ImmutableArray<double> Mean, ImmutableArray<double> StandardDeviation)
{
    /// <summary>Mean score of every unit, where units are larger than tokens.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<double>? UnitMean { get; init; }

    /// <summary>Standard deviation of every unit's score, where units are larger than tokens.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<double>? UnitStandardDeviation { get; init; }

    /// <summary>Records a spread.</summary>
    /// <param name="variance">The spread from seed to seed.</param>
    public static RecordedSeeds Of(SeedVariance variance) => new(variance.Seeds, variance.Mean, variance.StandardDeviation)
    {
        UnitMean = variance.Units?.Mean,
        UnitStandardDeviation = variance.Units?.StandardDeviation,
    };
}
