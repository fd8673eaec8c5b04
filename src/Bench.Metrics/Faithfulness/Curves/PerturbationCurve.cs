using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Probabilities while the tokens ranked first are removed, or while they alone are given back.</summary>
/// <param name="Shares">Share of the tokens removed or given back at each point, from 0 to 1.</param>
/// <param name="Deletion">Probability without the first tokens.</param>
/// <param name="Insertion">Probability with only the first tokens.</param>
internal readonly record struct PerturbationCurve(double[] Shares, double[] Deletion, double[] Insertion)
{
    /// <summary>Follows the curves of an explanation that ranks at least two features.</summary>
    public static PerturbationCurve Of(MetricContext context, double[] scores, CurveOptions options, CancellationToken cancellationToken)
    {
        int m = scores.Length;
        int steps = Math.Min(options.Steps, m);
        int[] counts =
            [.. Enumerable.Range(0, steps + 1).Select(i => (int)Math.Round((double)i * m / steps, MidpointRounding.AwayFromZero))];
        var probe = new RemovalProbe(context, options.Removal);
        bool[][] tops = [.. counts.Select(k => FeatureRanking.Top(scores, k, onlyPositive: false, context.Seed))];
        int[] without = [.. tops.Select(top => probe.Remove(top))];
        int[] only = [.. tops.Select(top => probe.Keep(top))];
        double[] values = probe.Probabilities(cancellationToken);
        return new PerturbationCurve(
            [.. counts.Select(k => (double)k / m)], [.. without.Select(row => values[row])], [.. only.Select(row => values[row])]);
    }

    /// <summary>Area under a curve by trapezoids over the shares.</summary>
    public double Area(double[] values)
    {
        double area = 0;
        for (int i = 1; i < values.Length; i++)
        {
            area += (Shares[i] - Shares[i - 1]) * (values[i] + values[i - 1]) / 2;
        }

        return area;
    }

    /// <summary>Measures the area under one of an explanation's curves, or says why there is none.</summary>
    /// <param name="context">The explanation scored.</param>
    /// <param name="options">The steps.</param>
    /// <param name="kind">Which of the curves.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static MetricScore Measure(MetricContext context, CurveOptions options, CurveKind kind, CancellationToken cancellationToken)
    {
        double[] scores = context.Explanation.FeatureScores();
        return Refusals.ByRemoval(context, scores, options.Removal) ?? Of(context, scores, options, cancellationToken).Score(kind);
    }

    private MetricScore Score(CurveKind kind)
    {
        double[] values = kind switch
        {
            CurveKind.Deletion => Deletion,
            CurveKind.Insertion => Insertion,
            _ => [.. Insertion.Zip(Deletion, (with, without) => with - without)],
        };
        double area = kind == CurveKind.Gap ? Area(Insertion) - Area(Deletion) : Area(values);
        return MetricScore.Of(area) with { Curve = new MetricCurve(kind, [.. Shares], [.. values]) };
    }
}
