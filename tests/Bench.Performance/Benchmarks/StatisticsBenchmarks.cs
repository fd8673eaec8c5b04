using Bench.Abstractions;
using Bench.Evaluation;
using Bench.TestKit;
using BenchmarkDotNet.Attributes;

namespace Bench.Performance;

/// <summary>
/// All statistics of 2,000 instances × 15 explainers × 20 metrics with 10,000 resamples: the size that must take below 10 s on 2 cores.
/// </summary>
public class StatisticsBenchmarks
{
    private const int Instances = 2000;
    private const int Explainers = 15;
    private const int Metrics = 20;

    private RunManifest _run = null!;
    private ScoreRow[] _scores = null!;

    [GlobalSetup]
    public void Prepare()
    {
        RunManifest shipped =
            RunManifest.Read(Path.Combine(Repository.Root, "results", "film-reviews", "sst2-bert-mini", RunManifest.FileName));
        RecordedComponent<ExplainerDescriptor> floor =
            shipped.Explainers.Single(explainer => explainer.Descriptor.Id == ComparisonTable.FloorId);
        RecordedComponent<ExplainerDescriptor> other = shipped.Explainers.First(explainer => explainer != floor);
        RecordedComponent<MetricDescriptor> metric = shipped.Metrics.First(entry => entry.Descriptor.Family == "faithfulness");
        _run = shipped with
        {
            Explainers = [.. Enumerable.Range(1, Explainers - 1).Select(i => other with { Name = $"e{i}" }), floor],
            Metrics = [.. Enumerable.Range(1, Metrics).Select(i => metric with { Name = $"m{i}" })],
            Instances = Instances,
        };
        var random = new DeterministicRandom(1);
        _scores =
        [
            .. from instance in Enumerable.Range(0, Instances)
               from e in Enumerable.Range(0, Explainers)
               from m in _run.Metrics
               let mean = e == Explainers - 1 ? 0 : 0.02 * e
               select new ScoreRow(
                   $"i{instance}", "YES", _run.Explainers[e].Name, m.Name, mean + (0.1 * random.NextGaussian()), ScoreRow.Ok),
        ];
    }

    /// <summary>
    /// Table with intervals, tests and self-tests; rank tests, verdicts, joint rankings; sensitivity of the rankings; sentences.
    /// </summary>
    [Benchmark]
    public object Everything()
    {
        var results = new ResultSet { Run = _run, Scores = _scores };
        return (results.Analysis, RankingSensitivity.Of(results.Table), Conclusions.Sentences(results.Table));
    }
}
