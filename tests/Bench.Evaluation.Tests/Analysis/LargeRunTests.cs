using System.Diagnostics;
using Xunit.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class LargeRunTests(ITestOutputHelper output)
{
    /// <summary>The size that issue 5 names. The time is printed, not asserted: other work on the machine would make it lie.</summary>
    [Fact]
    [Trait("Speed", "Slow")]
    public void Two_thousand_instances_fifteen_explainers_and_twenty_metrics_are_analysed_in_full()
    {
        const int Instances = 2000;
        string[] explainers = [.. Enumerable.Range(0, 14).Select(i => $"e{i}"), "random"];
        var run = new SampleRun(explainers);
        for (int m = 0; m < 20; m++)
        {
            run.With($"faithfulness/m{m}",
                [.. explainers.Select((name, i) => SampleRun.Noisy(Instances, name == "random" ? 0 : 0.02 * i, $"{m} {name}"))]);
        }

        ResultSet results = run.Results();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        _ = results.Table;
        TimeSpan table = Stopwatch.GetElapsedTime(start);
        RunAnalysis analysis = results.Analysis;

        output.WriteLine(
            $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s ({table.TotalSeconds:F1} s for the table), "
            + $"{(Environment.CpuUsage.TotalTime - before).TotalSeconds:F1} s of {Environment.ProcessorCount} processors, "
                + $"{MetricComparison.DefaultResamples} resamples");
        analysis.Metrics.Length.ShouldBe(20);
        analysis.Metrics.ShouldAllBe(metric => metric.Pairs.Length == 15 * 14 / 2 && metric.Friedman!.Blocks == Instances);
        analysis.Rankings.ShouldHaveSingleItem().Kemeny[0].ShouldBe(13);
        results.Table.Columns.ShouldAllBe(column => column.Comparison.ChanceOfBest[13] > 0.9);
    }
}
