using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.TestKit;

namespace Bench.Reporting.Tests;

/// <summary>A finished run with known numbers: 'good' always beats 'random' on the first metric, nothing tells them apart on the second.</summary>
internal static class SampleResults
{
    public static ResultSet Create(string modelLabel = "POSITIVE")
    {
        var plan = new RunPlan
        {
            Suite = new Suite
            {
                Name = "sample",
                Version = 1,
                Dataset = new DatasetReference("jsonl", "texts.jsonl", null, ImmutableSortedDictionary<string, string>.Empty),
                Models = [new ModelReference("model", null)],
                Explainers = [],
                Metrics = [],
                File = "suite.yaml",
            },
            Model = new LoadedModel("model", new FunctionModel(_ => [0, 0], "NEGATIVE", modelLabel), new ToyTokenizer(), new Lazy<string>("00")),
            Explainers = [Explainer("good"), Explainer("random")],
            Metrics = [Metric("first", MetricDirection.HigherIsBetter), Metric("second", MetricDirection.LowerIsBetter)],
            Profile = "default",
            DatasetSha256 = "00",
        };
        var scores = new List<ScoreRow>();
        for (int i = 0; i < 20; i++)
        {
            scores.Add(new ScoreRow($"i{i}", modelLabel, "good", "first", 0.8 + (0.01 * (i % 5)), ScoreRow.Ok));
            scores.Add(new ScoreRow($"i{i}", modelLabel, "good", "second", 0.25 + (0.01 * (i % 3)), ScoreRow.Ok));
            scores.Add(new ScoreRow($"i{i}", modelLabel, "random", "first", 0.1 + (0.01 * (i % 4)), ScoreRow.Ok));
            scores.Add(i < 2
                ? new ScoreRow($"i{i}", modelLabel, "random", "second", null, ScoreRow.NotApplicable("one token"))
                : new ScoreRow($"i{i}", modelLabel, "random", "second", 0.25 + (0.01 * ((i + 1) % 3)), ScoreRow.Ok));
        }

        return new ResultSet
        {
            Plan = plan,
            Scores = scores,
            Instances = 20,
            Accuracy = (20, 17),
            TruncatedInstances = 0,
            Asked = new Work(12_000, 400, 250_000, 1e9),
            Computed = new Work(3_000, 400, 60_000, 2.5e8),
            Costs = new Dictionary<string, Cost> { ["good"] = default, ["random"] = default },
        };
    }

    private static Configured<ExplainerDescriptor, IExplainer> Explainer(string id) => new(
        new ExplainerDescriptor
        {
            Id = id,
            Name = id,
            Family = "floor",
            Needs = ModelNeeds.Forward,
            CostFormula = "0",
            Citation = "",
            Summary = "",
        },
        new Unused(),
        new ComponentSpec(id),
        ImmutableSortedDictionary<string, string>.Empty);

    private static Configured<MetricDescriptor, IMetric> Metric(string id, MetricDirection direction) => new(
        new MetricDescriptor
        {
            Id = id,
            Name = id,
            ShortName = id,
            Family = "faithfulness",
            Direction = direction,
            Minimum = 0,
            Maximum = 1,
            Formula = "mean of |x| * y",
            Citation = "Nobody 2026",
            Summary = "",
        },
        new Unused(),
        new ComponentSpec(id),
        ImmutableSortedDictionary<string, string>.Empty);

    private sealed class Unused : IExplainer, IMetric
    {
        public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("Reports compute nothing.");

        public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("Reports compute nothing.");
    }
}
