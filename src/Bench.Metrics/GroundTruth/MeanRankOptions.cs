using System.ComponentModel;

namespace Bench.Metrics;

/// <summary>Options of <see cref="MeanRankMetric"/>.</summary>
public sealed record MeanRankOptions
{
    [Description("where several tokens were planted, which of their ranks counts")]
    public PlantedRank Of { get; init; } = PlantedRank.Last;
}

/// <summary>Which rank stands for several planted tokens.</summary>
public enum PlantedRank
{
    /// <summary>The lowest: how deep one has to read to find all of them.</summary>
    Last,

    /// <summary>The mean of their ranks.</summary>
    Mean,
}
