using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Averages curves over cases. Where all curves of a metric have the same shares, these are kept; otherwise (a text of five tokens has no
/// other steps than fifths) each curve is read between its points on straight lines, as the area under it does, at every twentieth.
/// </summary>
public sealed class CurveMeans
{
    private static readonly ImmutableArray<double> _grid = [.. Enumerable.Range(0, 21).Select(i => i / 20.0)];

    private readonly Dictionary<(string Explainer, string Metric), Sums> _sums = [];
    private readonly Dictionary<string, ImmutableArray<double>?> _shares = [];

    /// <summary>Adds a curve.</summary>
    /// <param name="added">The curve of one case.</param>
    public void Add(ScoreCurve added)
    {
        MetricCurve curve = added.Curve;
        if (!_shares.TryGetValue(added.Metric, out ImmutableArray<double>? common))
        {
            _shares[added.Metric] = common = curve.Shares;
        }

        if (common is { } shares && !shares.SequenceEqual(curve.Shares))
        {
            _shares[added.Metric] = common = null;
        }

        (string, string) key = (added.Explainer, added.Metric);
        if (!_sums.TryGetValue(key, out Sums? sums))
        {
            _sums[key] = sums = new Sums(curve.Kind, curve.Shares.Length);
        }

        sums.Cases++;
        for (int i = 0; common is not null && i < curve.Values.Length; i++)
        {
            sums.AtShares[i] += curve.Values[i];
        }

        for (int i = 0; i < _grid.Length; i++)
        {
            sums.OnGrid[i] += At(curve, _grid[i]);
        }
    }

    /// <summary>The means, in order of explainers and metrics.</summary>
    /// <param name="run">What was run.</param>
    public IReadOnlyList<MeanCurve> Of(RunManifest run) => [.. run.Explainers.SelectMany(explainer => run.Metrics
        .Where(metric => _sums.ContainsKey((explainer.Name, metric.Name)))
        .Select(metric =>
        {
            Sums sums = _sums[(explainer.Name, metric.Name)];
            ImmutableArray<double>? common = _shares[metric.Name];
            return new MeanCurve(
                explainer.Name,
                metric.Name,
                sums.Kind,
                common ?? _grid,
                [.. (common is null ? sums.OnGrid : sums.AtShares).Select(sum => sum / sums.Cases)],
                sums.Cases);
        }))];

    /// <summary>The value of a curve at a share; beyond its ends that of the end.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="share">From 0 to 1.</param>
    public static double At(MetricCurve curve, double share)
    {
        int next = 0;
        while (next < curve.Shares.Length && curve.Shares[next] < share)
        {
            next++;
        }

        if (next == 0 || next == curve.Shares.Length)
        {
            return curve.Values[Math.Min(next, curve.Shares.Length - 1)];
        }

        double part = (share - curve.Shares[next - 1]) / (curve.Shares[next] - curve.Shares[next - 1]);
        return curve.Values[next - 1] + (part * (curve.Values[next] - curve.Values[next - 1]));
    }

    private sealed class Sums(CurveKind kind, int points)
    {
        public CurveKind Kind { get; } = kind;

        public double[] AtShares { get; } = new double[points];

        public double[] OnGrid { get; } = new double[_grid.Length];

        public int Cases { get; set; }
    }
}
