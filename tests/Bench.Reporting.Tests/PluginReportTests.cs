using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class PluginReportTests
{
    [Fact]
    public void A_plug_in_is_given_the_run_as_plain_data()
    {
        ResultSet results = SampleResults.Create();
        ReportedRun? seen = null;
        Export.Write(With(new ReportDescriptor("seen", "seen.txt", "What it was given"), run => seen = run), results);

        seen.ShouldNotBeNull();
        seen.Suite.ShouldBe(results.Run.Suite);
        seen.Explainers.ShouldBe(results.Run.Explainers.Select(explainer => explainer.Name));
        seen.Metrics.Select(metric => metric.Name).ShouldBe(results.Run.Metrics.Select(metric => metric.Name));
        seen.Scores.Count().ShouldBe(results.Scores.Count);
        seen.Scores.Select(score => (score.Instance, score.Explainer, score.Metric, score.Value))
            .ShouldBe(results.Scores.Select(row => (row.Instance, row.Explainer, row.Metric, row.Value)));
        seen.Means.Length.ShouldBe(seen.Explainers.Length * seen.Metrics.Length);
        ReportedMean first = seen.Means.First(mean => mean is { Explainer: "good", Metric: "first" });
        first.Mean.ShouldBe(
            results.Scores.Where(row => row is { Explainer: "good", Metric: "first" }).Average(row => row.Value!.Value), 1e-12);
        first.Low.ShouldBeLessThan(first.Mean);
        seen.Verdict.ShouldBe(Conclusions.Sentences(results.Table));
    }

    [Theory]
    [InlineData("table.tex")]
    [InlineData("run.json")]
    [InlineData("run.db")]
    [InlineData("explanations.jsonl")]
    [InlineData("../report.txt")]
    [InlineData("")]
    public void A_file_that_a_run_has_or_that_lies_elsewhere_is_refused(string file) =>
        Should.Throw<BenchException>(() => With(new ReportDescriptor("mine", file, "Mine"), _ => { })).Message.ShouldContain($"'{file}'");

    [Fact]
    public void An_id_that_is_taken_is_refused() =>
        Should.Throw<BenchException>(() => With(new ReportDescriptor("latex", "mine.tex", "Mine"), _ => { })).Message
            .ShouldContain("'latex'");

    private static IResultExporter With(ReportDescriptor descriptor, Action<ReportedRun> write)
    {
        Catalog<ReportDescriptor, IResultExporter> all = BuiltInReports.Catalog();
        PluginReport.AddTo(
            all, new Catalog<ReportDescriptor, IReportExporter>("report form").Add<NoOptions>(descriptor, _ => new Exporter(write)));
        return all.Configure(new ComponentSpec(descriptor.Id)).Instance;
    }

    private sealed class Exporter(Action<ReportedRun> write) : IReportExporter
    {
        public void Write(ReportedRun run, TextWriter writer) => write(run);
    }
}
