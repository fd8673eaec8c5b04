using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>How far an explainer's means differ from draw to draw, where a run has it several times with nothing but the draw changed.</summary>
/// <param name="Explainer">Id of the explainer.</param>
/// <param name="Draws">Names of its draws in tables.</param>
/// <param name="Deviations">For every metric of the table the standard deviation of the draws' means; NaN where fewer than two have one.</param>
public sealed record DrawSpread(string Explainer, ImmutableArray<string> Draws, ImmutableArray<double> Deviations)
{
    // Options that choose a draw, not a method.
    private static readonly string[] _draws = ["draw", "seed"];

    /// <summary>All explainers of a run with several draws.</summary>
    /// <param name="results">The run.</param>
    public static ImmutableArray<DrawSpread> Of(ResultSet results) =>
    [
        .. results.Run.Explainers.Index().GroupBy(entry => Method(entry.Item)).Where(group => group.Count() > 1).Select(group => new DrawSpread(
            group.First().Item.Descriptor.Id,
            [.. group.Select(entry => entry.Item.Name)],
            [.. results.Table.Columns.Select(column => Deviation([.. group.Select(entry => column.Comparison.Means[entry.Index].Mean).Where(mean => !double.IsNaN(mean))]))])),
    ];

    private static string Method(RecordedComponent<ExplainerDescriptor> explainer) => string.Join(
        ',', explainer.Options.Where(option => !_draws.Contains(option.Key)).Select(option => $"{option.Key}={option.Value}").Prepend(explainer.Descriptor.Id));

    private static double Deviation(double[] means)
    {
        double mean = means.DefaultIfEmpty(0).Average();
        return means.Length < 2 ? double.NaN : Math.Sqrt(means.Sum(one => (one - mean) * (one - mean)) / (means.Length - 1));
    }
}
