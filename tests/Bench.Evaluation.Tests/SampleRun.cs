using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>
/// A finished run with given scores; metrics are of the family before the slash: <c>faithfulness/aopc</c>, and <c>-</c> in front means less
/// is better.
/// </summary>
internal sealed class SampleRun(params string[] explainers)
{
    private readonly List<(string Name, double[][] Scores)> _metrics = [];
    private readonly Dictionary<string, TotalCost> _costs = explainers.ToDictionary(name => name, _ => new TotalCost(0, 0, 0, 0));

    public string Dataset { get; init; } = "00";

    /// <summary>Where the dataset's reader finds the texts.</summary>
    public string Column { get; init; } = "text";

    public string[]? Instances { get; init; }

    public ulong Seed { get; init; } = 42;

    /// <summary>The text of each case; its instance unless given.</summary>
    public string[]? Texts { get; init; }

    /// <summary>The true label of each case, of which YES is explained; none unless given.</summary>
    public string?[]? Labels { get; init; }

    /// <summary>Explainers whose scores have no sign.</summary>
    public string[] Unsigned { get; init; } = [];

    /// <summary>Metrics that are shown, not counted.</summary>
    public string[] Shown { get; init; } = [];

    public EvaluationProtocol Protocol { get; init; } = new();

    /// <summary>The score of a constant explanation, which has none.</summary>
    public const double ConstantExplanation = double.NegativeInfinity;

    /// <summary>Adds a metric.</summary>
    /// <param name="name">Family and name.</param>
    /// <param name="scores">For every explainer one score per case; NaN for none.</param>
    public SampleRun With(string name, params double[][] scores)
    {
        _metrics.Add((name, scores));
        return this;
    }

    public SampleRun Costing(string explainer, long rowsPerCase, double millisecondsPerCase)
    {
        int cases = _metrics[0].Scores[0].Length;
        _costs[explainer] = new TotalCost(rowsPerCase * cases, 0, 0, millisecondsPerCase * cases / 1000);
        return this;
    }

    public ResultSet Results(IEnumerable<ExplanationRecord>? explanations = null)
    {
        var rows = new List<ScoreRow>();
        for (int place = 0; place < _metrics[0].Scores[0].Length; place++)
        {
            foreach ((int e, string explainer) in explainers.Index())
            {
                rows.AddRange(_metrics.Select(metric => metric.Scores[e][place] is var score && double.IsNaN(score)
                    ? new ScoreRow(Instance(place), "YES", explainer, Name(metric.Name), null, ScoreRow.NotApplicable("no"))
                    : score == ConstantExplanation
                    ? new ScoreRow(
                        Instance(place), "YES", explainer, Name(metric.Name), null, ScoreRow.NotApplicable(MetricScore.ConstantReason))
                    : new ScoreRow(Instance(place), "YES", explainer, Name(metric.Name), score, ScoreRow.Ok)));
            }
        }

        var results = new ResultSet { Run = Manifest(), Scores = rows, Explanations = explanations ?? [] };
        return Texts is null && Labels is null ? results : new ResultSet
        {
            Run = results.Run,
            Scores = rows,
            Cases = [.. results.Cases.Select((one, place) => one with { Text = Texts?[place] ?? one.Text, Label = Labels?[place] })],
        };
    }

    public static double[] Constant(int count, double value) => [.. Enumerable.Repeat(value, count)];

    public static double[] Noisy(int count, double mean, string seed, double spread = 0.1)
    {
        var random = new DeterministicRandom(DeterministicRandom.Derive(1, seed));
        return [.. Enumerable.Range(0, count).Select(_ => mean + (spread * random.NextGaussian()))];
    }

    private string Instance(int place) => Instances?[place] ?? $"i{place}";

    private static string Name(string metric) => metric[(metric.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private RunManifest Manifest() => new()
    {
        BenchVersion = "0",
        Identity = "0",
        Suite = "sample",
        SuiteVersion = 1,
        Dataset = new RecordedDataset(
            "jsonl", "texts.jsonl", Dataset, ImmutableSortedDictionary<string, string>.Empty.Add("text", Column)),
        Model = new RecordedModel("toy", "Toy", ["NO", "YES"], OutputActivation.Softmax, "00"),
        Target = TargetChoice.Predicted,
        Quantity = Quantity.Logit,
        Seed = Seed,
        Limit = null,
        Truncate = false,
        Profile = "default",
        Explainers = [.. explainers.Select(Explainer)],
        Protocol = Protocol,
        Metrics = [.. _metrics.Select(metric => Metric(metric.Name))],
        Instances = _metrics[0].Scores[0].Length,
        Labelled = 0,
        Correct = 0,
        Truncated = 0,
        Asked = default,
        Computed = default,
        ExplainerCosts = _costs,
        Threads = 1,
        Remembered = true,
        Started = DateTimeOffset.UnixEpoch,
        Seconds = 0,
        ResumedInstances = 0,
        Machine = new Machine("", 1, 128, "", ""),
    };

    private RecordedComponent<ExplainerDescriptor> Explainer(string name) => new(
        name,
        ImmutableSortedDictionary<string, string>.Empty,
        new ExplainerDescriptor
        {
            Id = name.Split(':')[0],
            Name = name,
            Family = "x",
            CostFormula = "",
            Citation = "",
            Summary = "",
            IsSigned = !Unsigned.Contains(name),
        });

    private RecordedComponent<MetricDescriptor> Metric(string name)
    {
        bool less = name.StartsWith('-');
        string id = Name(name);
        return new RecordedComponent<MetricDescriptor>(id, ImmutableSortedDictionary<string, string>.Empty, new MetricDescriptor
        {
            Id = id.Split(':')[0],
            Name = id,
            ShortName = id,
            Family = name[(less ? 1 : 0)..name.IndexOf('/', StringComparison.Ordinal)],
            Direction = less ? MetricDirection.LowerIsBetter : MetricDirection.HigherIsBetter,
            Minimum = 0,
            Maximum = 1,
            IsCounted = !Shown.Contains(id),
            Formula = "",
            Citation = "",
            Summary = "",
        });
    }
}
