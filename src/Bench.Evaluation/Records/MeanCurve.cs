using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The curve behind a metric's scores of one explainer, mean over cases.</summary>
/// <param name="Explainer">Name of the explainer.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Kind">What is done to the tokens.</param>
/// <param name="Shares">Shares of the tokens, never falling.</param>
/// <param name="Means">Mean value at each share.</param>
/// <param name="Cases">Cases with a curve.</param>
public sealed record MeanCurve(
    string Explainer, string Metric, CurveKind Kind, ImmutableArray<double> Shares, ImmutableArray<double> Means, int Cases);
