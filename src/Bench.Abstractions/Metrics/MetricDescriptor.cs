using System.Text.Json.Serialization;

namespace Bench.Abstractions;

/// <summary>What a list or a table says of a metric.</summary>
public sealed record MetricDescriptor : IComponentDescriptor
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>The metric's name as its paper writes it.</summary>
    public required string Name { get; init; }

    /// <inheritdoc/>
    public required string ShortName { get; init; }

    /// <summary>The family, one of <see cref="MetricFamily"/>.</summary>
    public required string Family { get; init; }

    /// <summary>Which end of the range is good.</summary>
    public required MetricDirection Direction { get; init; }

    /// <summary>Smallest possible value.</summary>
    public required double Minimum { get; init; }

    /// <summary>Largest possible value.</summary>
    public required double Maximum { get; init; }

    /// <summary>The formula in one line of plain text.</summary>
    public required string Formula { get; init; }

    /// <summary>Paper and equation.</summary>
    public required string Citation { get; init; }

    /// <inheritdoc/>
    public required string Summary { get; init; }

    /// <summary>Raised whenever the numbers may change.</summary>
    public int Version { get; init; } = 1;

    /// <summary>
    /// Whether it has a say in verdicts and joint rankings. Where it mostly measures something else than the explanation, such as how
    /// tokens are removed, it is shown only.
    /// </summary>
    public bool IsCounted { get; init; } = true;

    /// <summary>
    /// Why it is not defined for what a model answers, or <see langword="null"/> where it is: a number makes no decision that could flip.
    /// Runs refuse it by name before anything is computed.
    /// </summary>
    [JsonIgnore]
    public Func<ModelInfo, string?> UndefinedFor { get; init; } = _ => null;

    /// <summary>Whether it needs a human rationale.</summary>
    public bool NeedsRationale { get; init; }
}

/// <summary>Which end of a metric's range is good.</summary>
public enum MetricDirection
{
    /// <summary>More is better.</summary>
    HigherIsBetter,

    /// <summary>Less is better.</summary>
    LowerIsBetter,
}
