namespace Bench;

/// <summary>How a suite is run. What is not set is as the suite's file has it.</summary>
public sealed record SuiteOptions
{
    /// <summary>How many instances to use.</summary>
    public int? Limit { get; init; }

    /// <summary>Seed of everything random.</summary>
    public ulong? Seed { get; init; }

    /// <summary>What is explained, taken away and judged as one.</summary>
    public Abstractions.Granularity? Granularity { get; init; }

    /// <summary>How token scores become unit scores.</summary>
    public Abstractions.Gather? Gather { get; init; }

    /// <summary>The explainers, as <c>lime:samples=500</c>.</summary>
    public IReadOnlyList<string> Explainers { get; init; } = [];

    /// <summary>The metrics.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>The folder that gets <c>SUITE/MODEL/ID</c>; <c>runs</c> unless given.</summary>
    public string? Output { get; init; }

    /// <summary>Whether a finished run is computed anew instead of read.</summary>
    public bool Again { get; init; }

    /// <summary>Instances computed at the same time.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
