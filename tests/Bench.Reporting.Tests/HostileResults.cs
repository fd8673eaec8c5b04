using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

/// <summary>The sample run with a text of one's own before every name, label, text and option that a run holds.</summary>
internal static class HostileResults
{
    public static ResultSet Of(string text)
    {
        ResultSet sample = SampleResults.WithSeeds();
        string Named(string name) => text + name;
        ScoreRow Row(ScoreRow row) => row with
        {
            Instance = Named(row.Instance),
            Target = Named(row.Target),
            Explainer = Named(row.Explainer),
            Metric = Named(row.Metric),
            Status = row.Status == ScoreRow.Ok ? row.Status : ScoreRow.NotApplicable(Named("one token")),
        };
        return new ResultSet
        {
            Run = Run(sample.Run, Named),
            Scores = [.. sample.Scores.Select(Row)],
            OtherSeeds = [.. sample.OtherSeeds.Select(seed => seed.Select(Row).ToArray())],
            Explanations = sample.Explanations.Select(record => Explanation(record, Named)),
            Curves = [new MeanCurve(Named("good"), Named("first"), CurveKind.Deletion, [0, 0.5], [0.9, 0.125], 20)],
        };
    }

    public static ExplanationRecord Explanation(ExplanationRecord record, Func<string, string> named) => record with
    {
        Instance = named(record.Instance!),
        Label = named(record.Label!),
        Text = named(record.Text),
        TextPair = named("pair"),
        Target = record.Target with { Kind = named("class"), Label = named(record.Target.Label) },
        Tokens = [.. record.Tokens.Select(token => token with { Text = named(token.Text) })],
        Columns = Options(named),
        Explanations =
        [
            .. record.Explanations.Select(explanation => explanation with
            {
                Name = named(explanation.Name),
                Trust = new RecordedTrust([named("flag")], null, null, 0, 0, 0, 0, 0.5, 0.5),
            }),
        ],
    };

    private static RunManifest Run(RunManifest run, Func<string, string> named) => run with
    {
        BenchVersion = named(run.BenchVersion),
        Identity = named(run.Identity),
        Suite = named(run.Suite),
        Dataset = new RecordedDataset(named("jsonl"), named("texts.jsonl"), named("00"), Options(named)) { Plugin = named("plugin") },
        Model = new RecordedModel(named("toy"), named("BagOfWords"), [.. run.Model.Labels.Select(named)], run.Model.Activation, named("00"))
        {
            Hub = named("hub"),
        },
        Core = new CoreInfo(named("core"), named("device"), named("precision"), named("library")),
        Kernels = named("kernels"),
        Task = new RecordedTask(named("task"), Options(named)),
        Profile = named(run.Profile),
        Explainers = [.. run.Explainers.Select(explainer => new RecordedComponent<ExplainerDescriptor>(
            named(explainer.Name), Options(named), explainer.Descriptor with
            {
                Name = named(explainer.Name), Family = named("family"), CostFormula = named("cost"), Citation = named("citation"),
                Summary = named("summary"),
            }) { Plugin = named("plugin") })],
        Metrics = [.. run.Metrics.Select(metric => new RecordedComponent<MetricDescriptor>(
            named(metric.Name), Options(named), metric.Descriptor with
            {
                Name = named(metric.Name), ShortName = named(metric.Name), Family = named("family"), Formula = named("formula"),
                Citation = named("citation"),
                Summary = named("summary"),
            }) { Plugin = named("plugin") })],
        ExplainerCosts = run.ExplainerCosts.ToDictionary(cost => named(cost.Key), cost => cost.Value),
        Protocol = new EvaluationProtocol { Hypotheses = [named("hypothesis")], Explainers = [named("good")], Metrics = [named("first")] },
        Trust = new Dictionary<string, RecordedFlags>
        {
            [named("good")] = new(20, new Dictionary<string, int> { [TrustFlags.All.First()] = 3, [named("flag")] = 2 }),
        },
        Machine = run.Machine with { Processor = named("processor"), System = named("system"), Runtime = named("runtime") },
        Files = Options(named),
    };

    private static ImmutableSortedDictionary<string, string> Options(Func<string, string> named) =>
        ImmutableSortedDictionary<string, string>.Empty.Add(named("key"), named("value"));
}
