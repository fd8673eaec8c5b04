using Bench.Abstractions;
using Bench.Tasks;

namespace Bench.Evaluation.Tests;

/// <summary>A new task is one class and one line: datasets, runs, results and their readers follow.</summary>
public sealed class NewTaskTests
{
    [Fact]
    public void A_task_that_is_added_in_a_line_runs()
    {
        using var suite = new TaskSuite("roberta-nli", """
            {"id": "a", "text": "a long war", "label": "entailment", "rationale": [[2, 6]]}
            """, "task: upside-down");
        suite.Tasks.Add<NoOptions>(UpsideDownTask.Descriptor, _ => new UpsideDownTask());

        ResultSet results = suite.Run();

        results.Run.Task!.Id.ShouldBe("upside-down");
        ExplanationRecord explained = results.Explanations.ShouldHaveSingleItem();
        explained.Probabilities[explained.Target.Index].ShouldBe(explained.Probabilities.Min());
    }

    /// <summary>What a model thinks least of.</summary>
    private sealed class UpsideDownTask : ClassTask
    {
        public static TaskDescriptor Descriptor { get; } = new()
        {
            Id = "upside-down",
            Summary = "The least likely label",
            TargetNames = "LABEL",
            Fits = model => model.Head == HeadKind.Sequence,
            IsMeant = (_, _) => false,
            Needs = "a classifier",
        };

        protected override IReadOnlyList<int> Predicted(ModelInfo model, Tensor logits) =>
            [logits.Span.IndexOf(logits.Span.ToArray().Min())];
    }
}
