using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Tasks.Tests;

/// <summary>What is explained in the rows of a dataset, and whether the model is right.</summary>
public sealed class GoldTests
{
    private static readonly ToyTokenizer _tokenizer = new();
    private static readonly ModelInfo _tagger = Ask.Model(HeadKind.Token, OutputActivation.Softmax, "O", "B-PER", "I-PER", "B-LOC");
    private static readonly ModelInfo _finder = Ask.Model(HeadKind.Span, OutputActivation.PositionSoftmax, "start", "end");

    // [CLS] a b c d [SEP]: b c is a person, d a place.
    private static readonly float[,] _tags = { { 0, 9, 0, 0 }, { 5, 0, 0, 0 }, { 0, 4, 1, 0 }, { 0, 1, 3, 0 }, { 0, 0, 0, 2 },
        { 0, 9, 0, 0 } };

    // [CLS] a b [SEP] c d e [SEP]: starts at c, ends at d.
    private static readonly float[,] _spans = { { 0, 0 }, { 9, 0 }, { 0, 9 }, { 0, 0 }, { 3, 1 }, { 1, 3 }, { 0, 0 }, { 0, 0 } };

    [Theory]
    [InlineData("O B-PER I-PER B-LOC", true, 2, 2, 2)]
    [InlineData("O B-PER I-PER O", false, 1, 2, 1)]
    [InlineData("O B-PER B-PER B-LOC", false, 1, 2, 3)]
    [InlineData("O B-PER O B-LOC", false, 1, 2, 2)]
    [InlineData("O O O O", false, 0, 2, 0)]
    public void Entities_are_counted_whole(string labels, bool isCorrect, int right, int predicted, int gold)
    {
        Judgement judged = Ask.Task("token-classification").Judge(Tagged(), Tags(labels));

        judged.IsCorrect.ShouldBe(isCorrect);
        judged.Matches.ShouldBe(new Matches(right, predicted, gold));
        judged.Predicted.ShouldBe("b c: PER; d: LOC");
    }

    [Theory]
    [InlineData("B-PER", 2, 5, true, null)]
    [InlineData("PER", 2, 5, true, null)]
    [InlineData("B-PER", 2, 3, false, null)]
    [InlineData("B-LOC", 2, 5, false, null)]
    public void Of_a_row_that_names_one_entity_no_other_is_asked(string label, int start, int end, bool isCorrect, Matches? matches)
    {
        Judgement judged = Ask.Task("token-classification").Judge(Tagged(), Entity(label, start, end));

        (judged.IsCorrect, judged.Matches).ShouldBe((isCorrect, matches));
    }

    [Fact]
    public void What_is_true_is_explained_at_the_words_of_entities()
    {
        Cases("token-classification", Tagged(), Tags("O B-LOC I-PER O"), TargetChoice.True)
            .ShouldBe(["B-LOC@2 B-PER B-LOC true wrong", "I-PER@3 I-PER I-PER true right"]);
        Cases("token-classification", Tagged(), Entity("PER", 2, 5), TargetChoice.True)
            .ShouldBe(["B-PER@2 B-PER B-PER true right", "I-PER@3 I-PER I-PER true right"]);
    }

    [Fact]
    public void What_is_predicted_is_explained_at_tokens_that_are_not_ignored()
    {
        Cases("token-classification", Tagged(), Tags("O B-PER O B-LOC"), TargetChoice.Predicted)
            .ShouldBe(["B-PER@2 B-PER B-PER true right", "I-PER@3 I-PER O false wrong", "B-LOC@4 B-LOC B-LOC true right"]);
        Cases("token-classification", Tagged(), Entity("PER", 2, 3), TargetChoice.Predicted)
            .ShouldBe(["B-PER@2 B-PER B-PER true right", "I-PER@3 I-PER - ? ?", "B-LOC@4 B-LOC - ? ?"]);
        Cases("token-classification", Ask.Context(_tagger, new float[3, 4], _tokenizer.Tokenize("a")), Row("a"), TargetChoice.Predicted)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("B-ORG")]
    [InlineData("ORG")]
    public void Labels_that_the_model_does_not_have_are_refused_with_their_place(string label) => Should.Throw<BenchException>(
            () => Ask.Task("token-classification").Check(_tagger, Tagged().Inputs, Entity(label, 0, 1), TargetChoice.Predicted))
        .Message.ShouldContain("row 1");

    [Theory]
    [InlineData("token-classification")]
    [InlineData("multi-label")]
    [InlineData("sequence")]
    public void What_is_true_must_be_said_where_it_is_explained(string task)
    {
        TaskContext context = task == "token-classification"
            ? Tagged()
            : Classes(task == "sequence" ? OutputActivation.Softmax : OutputActivation.Sigmoid, 1, 2);

        Ask.Task(task).Check(context.Model, context.Inputs, Row("a"), TargetChoice.Predicted);
        Should.Throw<BenchException>(() => Ask.Task(task).Check(context.Model, context.Inputs, Row("a"), TargetChoice.True))
            .Message.ShouldContain("explains what is true");
    }

    [Theory]
    [InlineData("The  Lisbon.", "lisbon", true, 1)]
    [InlineData("in Lisbon", "Lisbon", false, 2.0 / 3)]
    [InlineData("Lisbon Lisbon", "Lisbon", false, 2.0 / 3)]
    [InlineData("", "", true, 1)]
    [InlineData("", "Lisbon", false, 0)]
    [InlineData("the", "", true, 1)]
    public void Answers_are_compared_as_SQuAD_does(string answer, string gold, bool isExact, double f1)
    {
        AnswerMatch.IsExact(answer, gold).ShouldBe(isExact);
        AnswerMatch.F1(answer, gold).ShouldBe(f1, 1e-12);
    }

    [Fact]
    public void Answers_are_right_where_one_of_the_gold_answers_is_equal()
    {
        TaskContext found = Found();
        Judgement judged = Ask.Task("question-answering").Judge(found, Answers((2, 5), (0, 3)));

        (judged.Gold, judged.Predicted, judged.IsCorrect, judged.Overlap).ShouldBe(("d e", "c d", true, 1.0));
        Ask.Task("question-answering").Judge(found, Answers((2, 5))).Overlap.ShouldBe(0.5);
        Cases("question-answering", found, Answers((2, 5)), TargetChoice.True).ShouldBe(["answer@5-6 c d d e true wrong"]);
        Cases("question-answering", found, Answers((0, 3)), TargetChoice.Predicted).ShouldBe(["answer c d c d true right"]);
        Cases("question-answering", found, Answers((0, 5)), TargetChoice.All)
            .ShouldBe(["start@4 c d c d e true wrong", "end@5 c d c d e false wrong", "answer c d c d e false wrong"]);
    }

    [Fact]
    public void No_answer_is_right_where_there_is_none()
    {
        float[,] none = { { 9, 9 }, { 0, 0 }, { 0, 0 }, { 0, 0 }, { 3, 1 }, { 1, 3 }, { 0, 0 }, { 0, 0 } };
        TaskContext context = Ask.Context(_finder, none, _tokenizer.Tokenize("a b", "c d e"));

        Cases("question-answering:no-answer=true", context, Answers(), TargetChoice.Predicted)
            .ShouldBe(["no-answer no-answer no-answer true right"]);
        Cases("question-answering:no-answer=true", context, Answers((0, 1)), TargetChoice.Predicted)
            .ShouldBe(["no-answer no-answer c false wrong"]);
        Cases("question-answering", context, Answers(), TargetChoice.True).ShouldBe(["no-answer c d no-answer true wrong"]);
    }

    [Fact]
    public void An_answer_that_is_no_text_is_refused()
    {
        TaskContext context = Ask.Context(_finder, _spans, _tokenizer.Tokenize("a b", "c d e"));
        Instance gap = Row("a b", "c d e") with { Gold = new Gold { Answers = [new CharacterSpan(1, 2, 1)] } };

        Should.Throw<BenchException>(() => Ask.Task("question-answering").Check(_finder, context.Inputs, gap, TargetChoice.Predicted))
            .Message.ShouldContain("No token stands for the answer");
    }

    [Fact]
    public void Several_labels_are_right_as_a_set()
    {
        TaskContext context = Classes(OutputActivation.Sigmoid, 1, -1, 2);
        Judgement judged = Ask.Task("multi-label").Judge(context, Labels("l0", "l1"));

        (judged.Gold, judged.Predicted, judged.IsCorrect, judged.Matches).ShouldBe(("l0, l1", "l0, l2", false, new Matches(1, 2, 2)));
        Ask.Task("multi-label").Judge(context, Labels("2", "L0")).IsCorrect.ShouldBe(true);
        Cases("multi-label", context, Labels("l0", "l1"), TargetChoice.True)
            .ShouldBe(["l0 l0, l2 l0, l1 true right", "l1 l0, l2 l0, l1 true wrong"]);
        Cases("multi-label", context, Labels(), TargetChoice.Predicted)
            .ShouldBe(["l0 l0, l2 none false wrong", "l2 l0, l2 none false wrong"]);
    }

    [Fact]
    public void Numbers_are_pairs_and_neither_right_nor_wrong()
    {
        TaskContext context = Classes(OutputActivation.Identity, 2.5f);
        Judgement judged = Ask.Task("regression").Judge(context, Row("a") with { Label = "3" });

        (judged.IsCorrect, judged.Numbers).ShouldBe((null, new NumberPair(3, 2.5)));
        Cases("regression", context, Row("a") with { Label = "3" }, TargetChoice.True).ShouldBe(["l0 2.5 3 ? ?"]);
        Should.Throw<BenchException>(() =>
            Ask.Task("regression").Check(context.Model, context.Inputs, Row("a") with { Label = "good" }, TargetChoice.Predicted))
            .Message.ShouldContain("is no number");
    }

    [Fact]
    public void Several_outputs_have_a_number_each()
    {
        TaskContext context = Classes(OutputActivation.Identity, 2.5f, -1);
        Judgement judged = Ask.Task("regression").Judge(context, Labels("3", "-2"));

        (judged.Gold, judged.Predicted, judged.IsCorrect, judged.Numbers).ShouldBe(("3, -2", "2.5, -1", null, null));
        judged.Several.ShouldBe([new NumberPair(3, 2.5), new NumberPair(-2, -1)]);
        Ask.Task("regression").Judge(context, Row("a")).Several.ShouldBeNull();
        Should.Throw<BenchException>(() => Ask.Task("regression").Check(context.Model, context.Inputs, Labels("3"), TargetChoice.Predicted))
            .Message.ShouldContain("1 labels for the 2 outputs");
        Should.Throw<BenchException>(() =>
            Ask.Task("regression").Check(context.Model, context.Inputs, Labels("3", "x"), TargetChoice.Predicted))
            .Message.ShouldContain("'x' is no number");
    }

    [Fact]
    public void Candidates_are_ranked_and_the_best_is_right_or_wrong()
    {
        ModelInfo model = Ask.Model(HeadKind.Sequence, OutputActivation.Softmax, "contradiction", "entailment");
        ITask task = Ask.Task("zero-shot:labels=sport;music");
        IReadOnlyList<TaskInput> inputs = task.Read(new TaskQuestion("a"), (text, pair) => _tokenizer.Tokenize(text, "b"));
        var context = new TaskContext(
            model, _tokenizer, inputs, [new Tensor(new float[] { 0, 1 }, new Shape(2)), new Tensor(new float[] { 0, 3 }, new Shape(2))]);

        Cases("zero-shot", context, Row("a") with { Label = "sport" }, TargetChoice.Predicted).ShouldBe(["music music sport false wrong"]);
        Cases("zero-shot", context, Row("a") with { Label = "sport" }, TargetChoice.True).ShouldBe(["sport music sport true wrong"]);
        Cases("zero-shot:multi-label=true", context, Labels("music", "sport"), TargetChoice.All)
            .ShouldBe(["sport sport, music sport, music true right", "music sport, music sport, music true right"]);
        Should.Throw<BenchException>(() => task.Check(model, inputs, Row("a") with { Label = "art" }, TargetChoice.Predicted))
            .Message.ShouldContain("is no candidate");
    }

    [Fact]
    public void A_row_brings_its_own_candidates_and_hypothesis()
    {
        Instance row = Row("a") with { Candidates = ["x", "y"], Hypothesis = "It is {} ." };

        Ask.Task("zero-shot:labels=sport").Read(TaskQuestion.Of(row), (text, pair) => _tokenizer.Tokenize(text, pair))
            .Select(input => input.Text.TextPair)
            .ShouldBe(["It is x .", "It is y ."]);
    }

    [Theory]
    [InlineData("keep", 1, false)]
    [InlineData("hide", 1, true)]
    [InlineData("remove", null, false)]
    public void The_hypothesis_is_kept_hidden_or_removed(string option, int? segment, bool isHidden)
    {
        TokenizedText text = Ask.Task($"zero-shot:labels=x,hypothesis={option}")
            .Read(new TaskQuestion("a"), (text, pair) => _tokenizer.Tokenize(text, pair))[0].Text.AnchoredAt(new Target(0));

        (text.FixedSegment, text.IsFixedHidden).ShouldBe((segment, isHidden));
    }

    private static TaskContext Tagged() => Ask.Context(_tagger, _tags, _tokenizer.Tokenize("a b c d"));

    private static TaskContext Found() => Ask.Context(_finder, _spans, _tokenizer.Tokenize("a b", "c d e"));

    private static TaskContext Classes(OutputActivation activation, params float[] logits)
    {
        float[,] row = new float[1, logits.Length];
        Buffer.BlockCopy(logits, 0, row, 0, sizeof(float) * logits.Length);
        return Ask.Context(Ask.Model(HeadKind.Sequence, activation, [.. logits.Select((_, i) => $"l{i}")]), row, _tokenizer.Tokenize("a"));
    }

    private static Instance Row(string text, string? pair = null) => new() { Id = "1", Text = text, TextPair = pair, Source = "row 1" };

    [Fact]
    public void A_gold_answer_is_cut_out_of_the_text_it_is_marked_in()
    {
        Instance row = Row("a b", "c d e") with { Gold = new Gold { Answers = [new CharacterSpan(2, 3), new CharacterSpan(2, 5, 1)] } };

        GoldAnswers.Of(_tokenizer.Tokenize("a b", "c d e"), row).ShouldNotBeNull().Texts.ShouldBe(["b", "d e"]);
    }

    private static Instance Labels(params string[] labels) => Row("a") with { Gold = new Gold { Labels = [.. labels] } };

    private static Instance Answers(params (int Start, int End)[] spans) =>
        Row("a b", "c d e") with { Gold = new Gold { Answers = [.. spans.Select(span => new CharacterSpan(span.Start, span.End, 1))] } };

    private static Instance Entity(string label, int start, int end) =>
        Row("a b c d") with { Gold = new Gold { Entities = [new LabelledSpan(new CharacterSpan(start, end), label)] } };

    private static Instance Tags(string labels)
    {
        ImmutableArray<LabelledSpan> words =
            [.. labels.Split(' ').Select((label, i) => new LabelledSpan(new CharacterSpan(2 * i, (2 * i) + 1), label))];
        return Row("a b c d") with { Gold = new Gold { Words = words } };
    }

    private static string[] Cases(string task, TaskContext context, Instance instance, TargetChoice choice) =>
        [.. Ask.Task(task).Cases(context, instance, choice).Select(one => string.Join(
            ' ', one.Target.Name, one.Predicted, one.Gold ?? "-", one.IsTrue?.ToString().ToLowerInvariant() ?? "?",
            one.IsCorrect switch { true => "right", false => "wrong", _ => "?" }))];
}
