using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Two runs of a suite (other models, versions or settings) against each other, paired case by case.</summary>
public sealed class RunComparison
{
    private RunComparison(ResultSet first, ResultSet second, RunPairing pairing, ImmutableArray<RunDifference> differences)
    {
        First = first.Run;
        Second = second.Run;
        Paired = pairing.Pairs.Count;
        (OnlyFirst, OnlySecond) = (pairing.OnlyFirst, pairing.OnlySecond);
        Differences = differences;
    }

    /// <summary>The run compared against.</summary>
    public RunManifest First { get; }

    /// <summary>The run judged.</summary>
    public RunManifest Second { get; }

    /// <summary>Cases (instances and targets) in both runs; all numbers are over these.</summary>
    public int Paired { get; }

    /// <summary>Cases of the first run alone.</summary>
    public int OnlyFirst { get; }

    /// <summary>Cases of the second run alone.</summary>
    public int OnlySecond { get; }

    /// <summary>One entry per metric and explainer that both runs have, in order of the first.</summary>
    public ImmutableArray<RunDifference> Differences { get; }

    /// <summary>
    /// Where no pair of metric and explainer has enough texts to be judged: how many there are and would do, as <c>(n = 6; about 150 would
    /// do)</c>; otherwise <see langword="null"/>.
    /// </summary>
    public string? TooFew
    {
        get
        {
            RunDifference[] judged = [.. Differences.Where(difference => difference.Difference.Estimate.Count > 0)];
            if (judged.Length == 0 || judged.Any(difference => difference.Difference.Estimate.Count >= MetricComparison.FewestTexts))
            {
                return null;
            }

            long[] needed = [.. judged.Select(difference => difference.Needed(judged.Length)).Order()];
            return FormattableString.Invariant(
                $"(n = {judged.Max(difference => difference.Difference.Estimate.Count)}; about {Math.Max(needed[needed.Length / 2], MetricComparison.FewestTexts)} would do)");
        }
    }

    /// <summary>Compares two runs.</summary>
    /// <param name="first">The run compared against.</param>
    /// <param name="second">The run judged.</param>
    /// <exception cref="BenchException">They have no case, or no explainer and metric, in common.</exception>
    public static RunComparison Of(ResultSet first, ResultSet second)
    {
        RunPairing pairing = RunPairing.Of(first, second);
        string[] explainers = [.. Names(first.Run.Explainers).Intersect(Names(second.Run.Explainers), StringComparer.Ordinal)];
        RecordedComponent<MetricDescriptor>[] metrics =
            [.. first.Run.Metrics.Where(metric => Names(second.Run.Metrics).Contains(metric.Name, StringComparer.Ordinal))];
        if (explainers.Length == 0 || metrics.Length == 0)
        {
            throw new BenchException(
                "The runs have no explainer or no metric in common", null, "Run both with the same --explainers and --metrics");
        }

        var texts = TextClusters.Of(pairing.Pairs.Select(pair => first.Cases[pair.First].Text));
        RunDifference[] differences =
            [.. metrics.AsParallel().AsOrdered().SelectMany(metric => OfMetric(first, second, pairing, texts, metric, explainers))];
        double[] adjusted = MultipleTesting.Holm([.. differences.Select(difference => difference.Difference.PValue)]);
        return new RunComparison(
            first, second, pairing, [.. differences.Zip(adjusted, (difference, p) => difference with { AdjustedPValue = p })]);
    }

    /// <summary>The reasons why the second run is unacceptably worse; empty where it is not.</summary>
    /// <param name="limit">What is accepted. The random explainer is left out.</param>
    /// <exception cref="BenchException">The runs do not have the metric.</exception>
    public IReadOnlyList<string> Violations(WorseLimit limit)
    {
        (string Name, MetricDescriptor Descriptor)[] metrics =
            [.. Differences.Select(difference => (difference.Metric, difference.Descriptor)).DistinctBy(metric => metric.Metric)];
        string meant = metrics[MetricNames.Find(metrics, limit.Metric, "--fail-if-worse")].Name;
        string[] floors =
            [.. Second.Explainers.Where(explainer => explainer.Descriptor.Id == ComparisonTable.FloorId)
                .Select(explainer => explainer.Name)];
        return [.. Differences.Where(difference => difference.Metric == meant && !floors.Contains(difference.Explainer))
            .Select(difference => difference.Violation(limit.Delta)).OfType<string>()];
    }

    private static IEnumerable<string> Names<TDescriptor>(ImmutableArray<RecordedComponent<TDescriptor>> components)
        where TDescriptor : IComponentDescriptor => components.Select(component => component.Name);

    private static IEnumerable<RunDifference> OfMetric(
        ResultSet first, ResultSet second, RunPairing pairing, TextClusters texts, RecordedComponent<MetricDescriptor> metric,
        string[] explainers)
    {
        var range = new ScoreRange(metric.Descriptor.Minimum, metric.Descriptor.Maximum);
        return explainers.Select(explainer =>
        {
            double[] before = Scores(first, explainer, metric.Name, pairing.Pairs.Select(pair => pair.First));
            double[] after = Scores(second, explainer, metric.Name, pairing.Pairs.Select(pair => pair.Second));
            PairedDifference difference = MeanInference.Difference(
                texts.Means([.. after.Zip(before, NumericalError.Difference)]), range.OfDifferences);
            return new RunDifference(
                metric.Name, metric.Descriptor, explainer, Mean(before), Mean(after), difference, difference.PValue);
        });

        MeanEstimate Mean(double[] scores) => MeanInference.Estimate(texts.Means(scores), range);
    }

    private static double[] Scores(ResultSet results, string explainer, string metric, IEnumerable<int> cases)
    {
        int metrics = results.Run.Metrics.Length;
        int block = results.Run.Explainers.Length * metrics;
        int place = (Names(results.Run.Explainers).ToList().IndexOf(explainer) * metrics)
            + Names(results.Run.Metrics).ToList().IndexOf(metric);
        return [.. cases.Select(index => results.Scores[(index * block) + place].Value ?? double.NaN)];
    }
}
