using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>A finished run as plain data for reports.</summary>
public sealed record ReportedRun
{
    /// <summary>Name of the suite.</summary>
    public required string Suite { get; init; }

    /// <summary>Its version.</summary>
    public required int SuiteVersion { get; init; }

    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Texts that were explained.</summary>
    public required int Instances { get; init; }

    /// <summary>The explainers by their names in tables, in order of the suite.</summary>
    public required ImmutableArray<string> Explainers { get; init; }

    /// <summary>The metrics, in order of the suite.</summary>
    public required ImmutableArray<ReportedMetric> Metrics { get; init; }

    /// <summary>The mean of every explainer and metric, in order of metrics and explainers.</summary>
    public required ImmutableArray<ReportedMean> Means { get; init; }

    /// <summary>All scores, in order of instances, targets, explainers and metrics.</summary>
    public required IEnumerable<ReportedScore> Scores { get; init; }

    /// <summary>What the run shows, in sentences.</summary>
    public required ImmutableArray<string> Verdict { get; init; }
}

/// <summary>A metric of a run.</summary>
/// <param name="Name">Its name in tables: the id and the options that were set.</param>
/// <param name="Descriptor">What it is.</param>
public sealed record ReportedMetric(string Name, MetricDescriptor Descriptor);

/// <summary>The mean of an explainer's scores over texts.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Explainer">Name of the explainer.</param>
/// <param name="Mean">The mean; NaN where there is no score.</param>
/// <param name="Low">Lower end of its 95 % interval; NaN where there is none.</param>
/// <param name="High">Upper end of its 95 % interval; NaN where there is none.</param>
/// <param name="Texts">Texts behind it.</param>
public sealed record ReportedMean(string Metric, string Explainer, double Mean, double Low, double High, int Texts);

/// <summary>One metric's answer for one explanation.</summary>
/// <param name="Instance">Id of the instance.</param>
/// <param name="Target">Name of what is explained.</param>
/// <param name="Explainer">Name of the explainer.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Value">The number, or <see langword="null"/> where the metric does not apply.</param>
/// <param name="Status"><c>ok</c>, or why there is no number.</param>
public sealed record ReportedScore(string Instance, string Target, string Explainer, string Metric, double? Value, string Status);
