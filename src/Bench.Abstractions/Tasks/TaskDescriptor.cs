namespace Bench.Abstractions;

/// <summary>What a list says of a task, and which models it is for.</summary>
public sealed record TaskDescriptor : IComponentDescriptor
{
    /// <summary>Id of the task of runs whose files name none: one label of several for a text.</summary>
    public const string UnnamedId = "sequence";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string Summary { get; init; }

    /// <summary>How its targets are named.</summary>
    public required string TargetNames { get; init; }

    /// <summary>Whether a model can be used for it.</summary>
    public required Func<ModelInfo, bool> Fits { get; init; }

    /// <summary>Whether a question to a model means it where no task is named; see <see cref="TaskCatalog.MeantBy"/>.</summary>
    public Func<ModelInfo, TaskQuestion, bool> IsMeant { get; init; } = (_, _) => true;

    /// <summary>How it reads the outputs of a model that it fits, or <see langword="null"/> where that is left to the model.</summary>
    public OutputActivation? Activation { get; init; }

    /// <summary>What a model needs for it, for messages.</summary>
    public required string Needs { get; init; }
}
