using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>Runs of tasks that are more than one label for a text.</summary>
public sealed class TaskRunTests
{
    private const string Names = """
        {"id": "a", "tokens": ["Anna", "lives", "in", "Oslo"], "tags": ["B-PER", "O", "O", "B-LOC"], "rationale": [[5, 10]]}
        {"id": "b", "text": "Nils ran .", "entity": [0, 4], "label": "B-PER", "rationale": [[5, 8]]}
        """;

    [Fact]
    public void Every_target_of_a_row_has_a_line_of_its_own()
    {
        using var suite = new TaskSuite("bert-ner", Names, "target: true");

        ResultSet results = suite.Run();

        results.Run.Task!.Id.ShouldBe("token-classification");
        string[] targets = [.. results.Cases.Select(one => $"{one.Instance} {one.Label} {one.Target[..6]}")];
        targets.ShouldBe(["a B-PER B-PER@", "a B-LOC B-LOC@", "b B-PER B-PER@"]);
        results.Cases.ShouldAllBe(one => one.IsTrueClass == true && one.Truth!.Value.IsCorrect != null);
        results.Scores.Count.ShouldBe(3 * 2 * 2);
        results.Scores.Select(row => (row.Instance, row.Target)).Distinct()
            .ShouldBe(results.Cases.Select(one => (one.Instance, one.Target)));
        results.Run.Quality!.Keys.ShouldBeSubsetOf([QualityCount.MicroF1, QualityCount.MicroPrecision, QualityCount.MicroRecall]);
        results.Explanations.ShouldAllBe(record => record.Task == "token-classification" && record.Target.Kind == "token-class");
        results.Cases.Select(one => one.Text).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void What_is_predicted_of_tokens_that_are_no_entity_is_not_explained()
    {
        using var suite = new TaskSuite("bert-ner", Names, "task: \"token-classification:ignore-labels=O;B-PER;I-PER;B-LOC;I-LOC\"");

        // Nothing is left to explain in any row; its answers are judged all the same.
        ResultSet results = suite.Run();

        (results.Run.Instances, results.Run.Unexplained, results.Scores.Count).ShouldBe((2, 2, 0));
        results.Run.Labelled.ShouldBe(2);
    }

    [Fact]
    public void Answers_are_judged_by_exact_match_and_by_their_words()
    {
        using var suite = new TaskSuite("bert-qa", """
            {"id": "a", "question": "who ran ?", "context": "Anna ran home .", "answer": "Anna", "rationale": [[5, 8]], "question_rationale": [[4, 7]]}
            {"id": "b", "question": "who ran ?", "context": "Nils ran .", "answers": ["Nils", "ran"]}
            """);

        ResultSet results = suite.Run();

        results.Cases.Select(one => one.Target).ShouldBe(["answer", "answer"]);
        results.Cases.Select(one => one.Label).ShouldBe(["Anna", "Nils"]);
        results.Run.Labelled.ShouldBe(2);
        results.Run.Quality!.Keys.ShouldBe([QualityCount.F1]);
        ExplanationRecord first = results.Explanations.First();
        (first.TextPair, first.Target.Kind, first.Rationales!.Value.Single().Length).ShouldBe(("Anna ran home .", "answer", 2));
        ScoreRow[] scores = [.. results.Scores.Where(row => row.Metric == "aopc-comprehensiveness")];
        scores.ShouldNotBeEmpty();
        scores.ShouldAllBe(row => row.Value >= -1 && row.Value <= 1);
    }

    [Fact]
    public void Candidates_share_a_row_and_the_hypothesis_is_never_removed()
    {
        using var suite = new TaskSuite("roberta-nli", """
            {"id": "a", "text": "a long war", "label": "history", "rationale": [[7, 10]]}
            {"id": "b", "text": "a good match", "label": "sport", "rationale": [[7, 12]]}
            """, "task: {id: zero-shot, labels: sport;history}\ntarget: all", "leave-one-out, random");

        ResultSet results = suite.Run();

        results.Cases.Select(one => $"{one.Instance} {one.Target} {one.IsTrueClass}")
            .ShouldBe(["a sport False", "a history True", "b sport True", "b history False"]);
        foreach (ExplanationRecord record in results.Explanations)
        {
            RecordedExplanation scores = record.Explanations.First(explanation => explanation.Name == "leave-one-out");
            record.Tokens.Index().Where(token => token.Item.Segment == 1).ShouldAllBe(token => scores.Scores[token.Index] == 0);
            record.Tokens.ShouldContain(token => token.Segment == 1 && !token.Special);
        }
    }

    [Theory]
    [InlineData("bert-regression", "3.5", "", "r2")]
    [InlineData("bert-multilabel", "LABEL_0", "LABEL_1", "micro-f1")]
    public void Numbers_and_several_labels_have_figures_of_their_own(string model, string first, string second, string figure)
    {
        string rows = second.Length == 0
            ? $$"""{"text": "good", "label": "{{first}}"}""" + "\n" + """{"text": "bad", "label": -1}"""
            : $$"""{"text": "good", "labels": ["0", "1"]}""" + "\n" + """{"text": "bad", "labels": ["1"]}""";
        using var suite = new TaskSuite(model, rows, metrics: "aopc-comprehensiveness, tau-loo");

        suite.Run().Run.Quality!.Keys.ShouldContain(figure);
    }

    [Theory]
    [InlineData("bert-ner", Names, "gradient", "counterfactual-auroc", "'counterfactual-auroc' is not defined for token-classification")]
    [InlineData("bert-ner", Names, "hotflip", "token-f1", "'hotflip' is not defined for token-classification")]
    [InlineData("bert-regression", """{"text": "good", "label": 1}""", "gradient", "decision-flip-fraction",
        "'decision-flip-fraction' is not defined for regression")]
    public void What_is_not_defined_for_a_task_is_refused_by_name(
        string model, string rows, string explainer, string metric, string problem)
    {
        using var suite = new TaskSuite(model, rows, explainers: explainer, metrics: metric);

        Should.Throw<BenchException>(() => suite.Run()).Message.ShouldContain(problem);
    }

    [Theory]
    [InlineData("""{"question": "who ran ?"}""")]
    [InlineData("""{"question": "who ran ?", "contxt": "Anna ran ."}""")]
    [InlineData("""{"text": "who ran ?"}""")]
    public void A_question_without_a_context_is_a_bad_row(string row)
    {
        using var suite = new TaskSuite("bert-qa", row, metrics: "aopc-comprehensiveness");

        BenchException refused = Should.Throw<BenchException>(() => suite.Run());
        refused.Problem.ShouldBe("There is a question and no context in which the answer would stand");
        refused.Where.ShouldNotBeNull().ShouldContain("texts.jsonl:1");
    }

    [Fact]
    public void Rows_that_say_what_the_model_cannot_say_are_bad_rows()
    {
        const string Bad = """
            {"text": "Nils ran .", "entity": [0, 4], "label": "B-ORG"}
            {"text": "Nils ran ."}
            {"tokens": ["Nils"], "tags": ["B-PER", "O"]}
            """;
        using var suite = new TaskSuite("bert-ner", Bad + "\n" + Names, "target: true");
        using var wrong = new TaskSuite("bert-ner", Names, "task: question-answering");

        BenchException problem = Should.Throw<BenchException>(() => suite.Run());
        problem.Problem.ShouldBe("3 rows cannot be used");
        string.Join('\n', problem.Details).ShouldContain("no label 'B-ORG'");
        string.Join('\n', problem.Details).ShouldContain("explains what is true");
        string.Join('\n', problem.Details).ShouldContain("2 tags for 1 tokens");
        Should.Throw<BenchException>(() => wrong.Run()).Message.ShouldContain("cannot be used for question-answering");
    }

    [Fact]
    public void A_run_goes_on_where_it_stopped_and_other_tasks_are_other_runs()
    {
        using var suite = new TaskSuite("bert-ner", Names, "target: true");
        ResultSet whole = suite.Run();
        ResultSet limited = suite.Run(suite.Settings with { OutputRoot = Path.Combine(suite.Folder, "other"), Limit = 1 });
        using var other = new TaskSuite("bert-ner", Names, "task: \"token-classification:ignore-labels=O;X\"\ntarget: true");

        limited.Scores.ShouldBe(whole.Scores.Take(limited.Scores.Count));
        suite.Run().Scores.ShouldBe(whole.Scores);
        other.Run().Run.Identity.ShouldNotBe(whole.Run.Identity);
    }

    [Fact]
    public void Cases_can_be_parted_by_target_and_rightness()
    {
        using var suite = new TaskSuite("bert-ner", Names, "target: all");

        IReadOnlyList<Slicing> slicings = Slicer.All(suite.Run());

        slicings.ShouldContain(slicing => slicing.By == "length");
        slicings.Where(slicing => slicing.By == "class").SelectMany(slicing => slicing.Slices).Select(slice => slice.Name)
            .ShouldContain("B-PER");
    }
}
