using Bench.Abstractions;
using Bench.Explainers;
using Bench.Inference;
using Bench.Metrics;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>Every explainer and every metric does every task, or says before the run why it is not defined.</summary>
public sealed class EveryComponentTests
{
    private static readonly Dictionary<string, (string Model, string Row, string Settings)> _tasks = new()
    {
        ["token-classification"] = (
            "bert-ner", """{"tokens": ["Anna", "ran", "home"], "tags": ["B-PER", "O", "O"], "rationale": [[5, 8]]}""", "target: true"),
        ["question-answering"] = (
            "bert-qa", """{"question": "who ran ?", "context": "Anna ran", "answer": "Anna", "rationale": [[5, 8]]}""", ""),
        ["zero-shot"] = (
            "roberta-nli", """{"text": "a long war", "label": "b", "rationale": [[2, 6]]}""", "task: {id: zero-shot, labels: a;b}"),
        ["pair"] = ("roberta-nli", """{"text": "a long war", "text_pair": "no war", "label": "neutral", "rationale": [[3, 6, 1]]}""", ""),
        ["multi-label"] = ("bert-multilabel", """{"text": "a good film", "labels": ["0"], "rationale": [[2, 6]]}""", "target: true"),
        ["regression"] = ("bert-regression", """{"text": "a good film", "label": 2, "rationale": [[2, 6]]}""", ""),
    };

    public static TheoryData<string> Tasks => [.. _tasks.Keys];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Explainers(string task)
    {
        (string model, string row, string settings) = _tasks[task];
        using ManagedEncoder encoder = ManagedCore.Load(GoldenTask.Model(model));
        string[] defined =
        [
            .. BuiltInExplainers.AddTo(new("explainer")).All
                .Where(explainer =>
                    explainer.Descriptor.UndefinedFor(encoder.Info) is null
                        && (explainer.Descriptor.Needs & ~encoder.Offers) == Ask.Outputs)
                .Select(explainer => explainer.Descriptor.Id),
        ];
        using var suite = new TaskSuite(model, row, settings, string.Join(", ", defined), "model-rows");

        ResultSet results = suite.Run();

        results.Run.Task!.Id.ShouldBe(task);
        results.Scores.Where(score => score.Status != ScoreRow.Ok).Select(score => $"{score.Explainer}: {score.Status}").ShouldBeEmpty();
        defined.Length.ShouldBeGreaterThan(25);
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Metrics(string task)
    {
        (string model, string row, string settings) = _tasks[task];
        using ManagedEncoder encoder = ManagedCore.Load(GoldenTask.Model(model));
        string[] defined = [.. BuiltInMetrics.AddTo(new("metric")).All.Select(metric => metric.Descriptor)
            .Where(metric => metric.UndefinedFor(encoder.Info) is null).Select(metric => metric.Id)];
        using var suite = new TaskSuite(model, row, settings, "gradient-x-input, lime:samples=40", string.Join(", ", defined));

        ResultSet results = suite.Run();

        // What stays away asks for edits, several annotators or a known truth, or the case leaves it nothing to compare.
        string[] silent =
            [.. results.Scores.GroupBy(score => score.Metric).Where(metric => metric.All(score => score.Value is null))
                .Select(metric => metric.Key)];
        silent.Length.ShouldBeLessThan(15,
            string.Join(
                "; ", results.Scores.Where(score => score.Value is null).Select(score => $"{score.Metric}: {score.Status}").Distinct()));
        ScoreRow[] always =
            [.. results.Scores.Where(score => score.Metric is "aopc-comprehensiveness" or "tau-loo" or "token-f1" or "model-rows")];
        always.Select(score => score.Metric).ShouldContain("model-rows");
        always.ShouldAllBe(score => score.Value != null);
    }
}
