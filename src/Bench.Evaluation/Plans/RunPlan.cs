using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>A suite with everything decided: what is computed, on what, with which options.</summary>
public sealed record RunPlan
{
    /// <summary>The suite, overridden by whatever the command line said.</summary>
    public required Suite Suite { get; init; }

    /// <summary>The opened model.</summary>
    public required LoadedModel Model { get; init; }

    /// <summary>What the model is used for.</summary>
    public required Configured<TaskDescriptor, ITask> Task { get; init; }

    /// <summary>The task where it is not that of runs whose files name none; otherwise <see langword="null"/>.</summary>
    internal Configured<TaskDescriptor, ITask>? NamedTask => Task.Descriptor.Id == TaskDescriptor.UnnamedId ? null : Task;

    /// <summary>The explainers, ready for use.</summary>
    public required ImmutableArray<Configured<ExplainerDescriptor, IExplainer>> Explainers { get; init; }

    /// <summary>The metrics, ready for use.</summary>
    public required ImmutableArray<Configured<MetricDescriptor, IMetric>> Metrics { get; init; }

    /// <summary>Name of the option profile.</summary>
    public required string Profile { get; init; }

    /// <summary>SHA-256 of the dataset.</summary>
    public required string DatasetSha256 { get; init; }

    /// <summary>Its files as they were before they were hashed.</summary>
    internal FileStates DatasetStates { get; init; } = FileStates.None;

    /// <summary>Assembly and module version of the dataset's reader, where it is a plug-in's.</summary>
    public string? DatasetPlugin { get; init; }

    /// <summary>Rows of the dataset that are left out, as its check found them.</summary>
    public ImmutableArray<SkippedRow> Skipped { get; init; } = [];

    /// <summary>Instances computed at the same time.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether equal inputs of an instance are computed once.</summary>
    public bool Remember { get; init; } = true;
}
