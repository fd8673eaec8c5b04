using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The curve behind one score.</summary>
/// <param name="Explainer">The explainer's name in tables.</param>
/// <param name="Metric">The metric's name in tables.</param>
/// <param name="Curve">The points.</param>
public sealed record ScoreCurve(string Explainer, string Metric, MetricCurve Curve);
