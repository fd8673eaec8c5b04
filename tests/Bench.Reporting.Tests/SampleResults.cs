using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

/// <summary>
/// A finished run with known numbers: 'good' always beats 'random' on the first metric, nothing tells them apart on the second.
/// </summary>
internal static class SampleResults
{
    private static readonly string[] _texts =
    [
        "<script>document.title='owned'</script> <b onclick=alert(1)> plain words </script><!--",
        "שלום עולם זה טקסט \u202Eevil",
        "family 👩‍👩‍👧‍👦 emoji 🏳️‍🌈 end",
    ];

    public static ResultSet Create(string modelLabel = "POSITIVE")
    {
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
            Run = Run(modelLabel),
            Scores = scores,
            Explanations =
                [.. Enumerable.Range(0, 20)
                    .Select(i => Explanation($"i{i}", modelLabel, i < 3 ? _texts[i] : $"text number {i} of the sample"))],
        };
    }

    /// <summary>The same run with a second seed of 'random', which scores 0.02 more: its means' deviation is 0.02 / √2 = 0.0141.</summary>
    public static ResultSet WithSeeds()
    {
        ResultSet sample = Create();
        return new ResultSet
        {
            Run = sample.Run with { Seeds = 2 },
            Scores = sample.Scores,
            OtherSeeds = [[.. sample.Scores.Where(row => row.Explainer == "random").Select(row => row with { Value = row.Value + 0.02 })]],
            Explanations = sample.Explanations,
        };
    }

    /// <summary>The first cases of the run alone.</summary>
    public static ResultSet First(int cases)
    {
        ResultSet sample = Create();
        return new ResultSet
        {
            Run = sample.Run with { Instances = cases, Labelled = cases, Correct = cases },
            Scores = [.. sample.Scores.Take(4 * cases)],
            Explanations = [.. sample.Explanations.Take(cases)],
        };
    }

    /// <summary>
    /// A run of 100 cases on which 'good' leads the first metric over all, but loses it to 'random' on the 40 that are long.
    /// </summary>
    public static ResultSet WithLosingSlice()
    {
        string[] texts = [.. Enumerable.Range(0, 100).Select(i => i < 60 ? $"{i} short" : $"{i} a much longer text")];
        return new ResultSet
        {
            Run = Run("POSITIVE") with { Instances = 100, Labelled = 100, Correct = 60 },
            Scores = [.. texts.Index().SelectMany(text => new[]
            {
                new ScoreRow(
                    $"i{text.Index}", "POSITIVE", "good", "first", (text.Index < 60 ? 0.9 : 0.3) + (0.01 * (text.Index % 5)), ScoreRow.Ok),
                new ScoreRow($"i{text.Index}", "POSITIVE", "good", "second", 0.25, ScoreRow.Ok),
                new ScoreRow($"i{text.Index}", "POSITIVE", "random", "first", (text.Index < 60 ? 0.1 : 0.8) + (0.01 * (text.Index % 4)),
                    ScoreRow.Ok),
                new ScoreRow($"i{text.Index}", "POSITIVE", "random", "second", 0.25, ScoreRow.Ok),
            })],
            Explanations = [.. texts.Index().Select(text => Explanation($"i{text.Index}", "POSITIVE", text.Item) with
            {
                Columns = ImmutableSortedDictionary<string, string>.Empty.Add("kind", text.Index < 60 ? "short" : "long"),
            })],
        };
    }

    /// <summary>The same run with both classes explained: what speaks for one speaks against the other.</summary>
    public static ResultSet OfAllClasses()
    {
        ResultSet sample = Create();
        return new ResultSet
        {
            Run = sample.Run with { Target = TargetChoice.All },
            Scores = [.. sample.Scores.Chunk(4).SelectMany(rows => rows.Concat(rows.Select(row => row with { Target = "NEGATIVE" })))],
            Explanations = [.. sample.Explanations.SelectMany(record => new[]
            {
                record,
                record with
                {
                    Target = new RecordedTarget("class", 0, "NEGATIVE"),
                    Explanations =
                        [.. record.Explanations.Select(explanation =>
                            explanation with { Scores = [.. explanation.Scores.Select(score => -score)] })],
                },
            })],
        };
    }

    /// <summary>
    /// A text split at spaces into tokens between [CLS] and [SEP]: 'good' gives 1, −1, 0.5 and then zeros, 'random' the reverse; the first
    /// word is the rationale. The predicted class is the last label; every third text is labelled otherwise.
    /// </summary>
    public static ExplanationRecord Explanation(string id, string modelLabel, string text)
    {
        var tokens = new List<RecordedToken> { new(0, "[CLS]", 0, 0, true, 0, 0) };
        int start = 0;
        foreach (string word in text.Split(' '))
        {
            tokens.Add(new RecordedToken(0, word, start, start + word.Length, false, 0, 0));
            start += word.Length + 1;
        }

        tokens.Add(new RecordedToken(0, "[SEP]", 0, 0, true, 0, 0));
        double[] scores = [.. tokens.Select((_, i) => i switch { 1 => 1.0, 2 => -1, 3 => 0.5, _ => 0 })];
        int end = text.Split(' ')[0].Length;
        return new ExplanationRecord(text, new RecordedTarget("class", 1, modelLabel))
        {
            Instance = id,
            Label = id.Length % 3 == 0 ? "NEGATIVE" : modelLabel,
            Probabilities = [0.25, 0.75],
            Tokens = [.. tokens],
            Rationales = [[[0, end, 0]]],
            Columns = ImmutableSortedDictionary<string, string>.Empty.Add("kind", id.Length == 2 ? "short" : "long"),
            Explanations = [
                new RecordedExplanation("good", [.. scores]), new RecordedExplanation("random", [.. scores.AsEnumerable().Reverse()])],
        };
    }

    private static RunManifest Run(string modelLabel) => new()
    {
        BenchVersion = "0.1.0",
        Identity = "1234",
        Suite = "sample",
        SuiteVersion = 1,
        Dataset = new RecordedDataset("jsonl", "texts.jsonl", "00", ImmutableSortedDictionary<string, string>.Empty),
        Model = new RecordedModel("toy", "BagOfWords", ["NEGATIVE", modelLabel], OutputActivation.Softmax, "00"),
        Target = TargetChoice.Predicted,
        Quantity = Quantity.Logit,
        Seed = 42,
        Limit = null,
        Truncate = false,
        Profile = "default",
        Explainers = [Explainer("good"), Explainer("random")],
        Metrics = [Metric("first", MetricDirection.HigherIsBetter), Metric("second", MetricDirection.LowerIsBetter)],
        Instances = 20,
        Labelled = 20,
        Correct = 17,
        Truncated = 0,
        Asked = new Work(12_000, 400, 250_000, 1e9),
        Computed = new Work(3_000, 400, 60_000, 2.5e8),
        ExplainerCosts = new Dictionary<string, TotalCost> { ["good"] = new(2_000, 200, 40_000, 1.25), ["random"] = new(0, 0, 0, 0) },
        Threads = 2,
        Remembered = true,
        Started = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Seconds = 12.5,
        ResumedInstances = 0,
        Machine = new Machine("Test processor", 2, 256, "Test system", ".NET 10"),
    };

    private static RecordedComponent<ExplainerDescriptor> Explainer(string id) => new(
        id,
        ImmutableSortedDictionary<string, string>.Empty,
        new ExplainerDescriptor
        {
            Id = id,
            Name = id,
            Family = "floor",
            CostFormula = "0",
            Citation = "",
            Summary = "",
        });

    private static RecordedComponent<MetricDescriptor> Metric(string id, MetricDirection direction) => new(
        id,
        ImmutableSortedDictionary<string, string>.Empty,
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
        });
}
