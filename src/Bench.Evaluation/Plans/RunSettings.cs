using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>What a command line says beyond the suite.</summary>
public sealed record RunSettings
{
    /// <summary>Folder under which <c>suite/model/id/</c> is written.</summary>
    public required string OutputRoot { get; init; }

    /// <summary>Computes a run anew that is finished already, beside it.</summary>
    public bool Again { get; init; }

    /// <summary>Replaces the suite's limit.</summary>
    public int? Limit { get; init; }

    /// <summary>Replaces the suite's seed.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Replaces the suite's number of seeds.</summary>
    public int? Seeds { get; init; }

    /// <summary>Replaces the suite's explainers, unless empty.</summary>
    public ImmutableArray<ComponentSpec> Explainers { get; init; } = [];

    /// <summary>
    /// Added to the explainers of the newest finished run of the same suite, model and options; what that run has computed is taken over.
    /// </summary>
    public ImmutableArray<ComponentSpec> AddedExplainers { get; init; } = [];

    /// <summary>The share of the instances to compute.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Replaces the suite's metrics, unless empty.</summary>
    public ImmutableArray<ComponentSpec> Metrics { get; init; } = [];

    /// <summary>Option profile.</summary>
    public OptionProfile Profile { get; init; } = OptionProfile.None;

    /// <summary>Replaces the suite's way to take tokens away.</summary>
    public Removal? Removal { get; init; }

    /// <summary>Replaces the suite's granularity.</summary>
    public Granularity? Granularity { get; init; }

    /// <summary>Replaces the suite's way to gather token scores into unit scores.</summary>
    public Gather? Gather { get; init; }

    /// <summary>Cuts texts that are too long instead of refusing them.</summary>
    public bool Truncate { get; init; }

    /// <summary>More <see cref="Threads"/> than this, which no machine has cores for, are refused.</summary>
    public const int MostThreads = 4096;

    /// <summary>Instances computed at the same time.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether equal inputs of an instance are computed once.</summary>
    public bool Remember { get; init; } = true;

    /// <summary>Whether numbers may differ from those of the suite as its file has it.</summary>
    public bool ChangesTheSuite =>
        Limit is not null || Seed is not null || Seeds is not null || Removal is not null || Granularity is not null || Gather is not null
            || Truncate || !Shard.IsWhole
            || Profile != OptionProfile.None || !Explainers.IsEmpty || !AddedExplainers.IsEmpty || !Metrics.IsEmpty;
}
