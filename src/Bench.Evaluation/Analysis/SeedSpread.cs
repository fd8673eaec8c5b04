using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// How far an explainer's means differ from seed to seed, where a run has several of it: by <see cref="Suite.Seeds"/>, or because the suite
/// names it several times with nothing but the draw changed. What differs by chance alone is part of what a benchmark reports (Bouthillier
/// et al. 2021, Accounting for Variance in Machine Learning Benchmarks).
/// </summary>
/// <param name="Explainer">Name of the explainer in tables, without the options that choose a draw.</param>
/// <param name="Seeds">How many seeds or draws there are.</param>
/// <param name="Deviations">
/// For every metric of the table the standard deviation of the seeds' means over texts (divided by one less than the seeds); NaN where
/// fewer than two have a mean.
/// </param>
public sealed record SeedSpread(string Explainer, int Seeds, ImmutableArray<double> Deviations)
{
    // Options that choose a draw, not a method.
    private static readonly string[] _draws = ["draw", "seed"];

    /// <summary>All explainers of a run with several seeds.</summary>
    /// <param name="results">The run.</param>
    public static ImmutableArray<SeedSpread> Of(ResultSet results) =>
    [
        .. Means(results).GroupBy(entry => Method(results.Run.Explainers[entry.Explainer])).Where(group => group.Count() > 1)
        .Select(group => new SeedSpread(
            NameOf(results.Run.Explainers[group.First().Explainer]),
            group.Count(),
            [.. results.Run.Metrics.Select((_, metric) =>
                Deviation([.. group.Select(entry => entry.Means[metric]).Where(mean => !double.IsNaN(mean))]))])),
    ];

    // For each seed of each explainer its mean on every metric.
    private static IEnumerable<(int Explainer, double[] Means)> Means(ResultSet results)
    {
        RunManifest run = results.Run;
        foreach ((int i, _) in run.Explainers.Index())
        {
            yield return (i, [.. results.Table.Columns.Select(column => column.Comparison.Means[i].Mean)]);
        }

        foreach (IReadOnlyList<ScoreRow> rows in results.OtherSeeds)
        {
            HashSet<string> drawing = [.. rows.Select(row => row.Explainer)];
            var scores = new ColumnScores(run, [.. Replaced(results.Scores, rows, drawing)], results.Cases);
            double[][] means = [.. run.Metrics.Select((_, metric) => scores.Means(metric))];
            foreach ((int i,
                RecordedComponent<ExplainerDescriptor> _) in run.Explainers.Index().Where(entry => drawing.Contains(entry.Item.Name)))
            {
                yield return (i, [.. means.Select(ofMetric => ofMetric[i])]);
            }
        }
    }

    // Both are in order of cases, explainers and metrics.
    private static IEnumerable<ScoreRow> Replaced(IReadOnlyList<ScoreRow> first, IReadOnlyList<ScoreRow> rows, HashSet<string> drawing)
    {
        int next = 0;
        return first.Select(row => drawing.Contains(row.Explainer) ? rows[next++] : row);
    }

    private static string Method(RecordedComponent<ExplainerDescriptor> explainer) => string.Join(
        ',',
        explainer.Options.Where(option => !_draws.Contains(option.Key)).Select(option => $"{option.Key}={option.Value}")
            .Prepend(explainer.Descriptor.Id));

    private static string NameOf(RecordedComponent<ExplainerDescriptor> explainer)
    {
        var spec = ComponentSpec.Parse(explainer.Name);
        return (spec with { Options = spec.Options.RemoveRange(_draws) }).ToString();
    }

    private static double Deviation(double[] means)
    {
        double mean = means.DefaultIfEmpty(0).Average();
        return means.Length < 2 ? double.NaN : Math.Sqrt(means.Sum(one => (one - mean) * (one - mean)) / (means.Length - 1));
    }
}
