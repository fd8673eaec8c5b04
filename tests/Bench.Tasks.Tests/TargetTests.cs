using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Tasks.Tests;

/// <summary>Targets by the names that people give them.</summary>
public sealed class TargetTests
{
    private static readonly ToyTokenizer _tokenizer = new();
    private static readonly ModelInfo _tagger = Ask.Model(HeadKind.Token, OutputActivation.Softmax, "O", "B-PER", "I-PER");
    private static readonly ModelInfo _finder = Ask.Model(HeadKind.Span, OutputActivation.PositionSoftmax, "start", "end");

    // [CLS] a b c [SEP]: b is a person's beginning, c its inside, the special tokens would be too.
    private static readonly float[,] _tags = { { 0, 9, 0 }, { 5, 0, 0 }, { 0, 4, 1 }, { 0, 1, 3 }, { 0, 9, 0 } };

    // [CLS] a b [SEP] c d [SEP]: starts at c, ends at d; the question's tokens would be better.
    private static readonly float[,] _spans = { { 0, 0 }, { 9, 0 }, { 0, 9 }, { 0, 0 }, { 3, 1 }, { 1, 3 }, { 0, 0 } };

    [Theory]
    [InlineData(null, "B-PER@2", "I-PER@3")]
    [InlineData("all", "O@1", "B-PER@2", "I-PER@3")]
    [InlineData("B-PER@1", "B-PER@1")]
    [InlineData("b-per@0", "B-PER@0")]
    [InlineData("2@1", "I-PER@1")]
    [InlineData("@3", "I-PER@3")]
    [InlineData("I-PER", "I-PER@3")]
    [InlineData("O@\"b\"", "O@2")]
    [InlineData("O@\"b c\"", "O@2")]
    public void Tokens(string? name, params string[] expected) => Names(Tagged("token-classification"), name).ShouldBe(expected);

    [Fact]
    public void Tokens_can_be_left_out()
    {
        Names(Tagged("token-classification:ignore-labels=O;I-PER"), null).ShouldBe(["B-PER@2"]);
        Names(Tagged("token-classification:ignore-indexes=2"), null).ShouldBe(["I-PER@3"]);
        Should.Throw<BenchException>(() => Ask.Task("token-classification:ignore-indexes=x")).Message.ShouldContain("no position");
        Should.Throw<BenchException>(() => Names(Tagged("token-classification:ignore-labels=O;I-PER;B-PER"), null)).Message
            .ShouldContain("--target");
    }

    [Theory]
    [InlineData("B-PER@5", "0 to 4")]
    [InlineData("B-PER@\"x\"", "No token stands for")]
    [InlineData("B-LOC@1", "no label 'B-LOC'")]
    public void Tokens_that_are_not_there(string name, string message) =>
        Should.Throw<BenchException>(() => Names(Tagged("token-classification"), name)).Message.ShouldContain(message);

    [Fact]
    public void A_text_that_stands_in_several_places_is_asked_for_by_position()
    {
        TaskContext context = Ask.Context(_tagger, new float[5, 3], _tokenizer.Tokenize("b a b"));

        Should.Throw<BenchException>(() => Ask.Task("token-classification").Targets(context, new TargetNames("O@\"b\"")))
            .Message.ShouldContain("positions 1, 3");
    }

    [Fact]
    public void A_contrast_is_at_the_same_token_unless_another_is_named()
    {
        (ITask task, TaskContext context) = Tagged("token-classification");

        task.Targets(context, new TargetNames("B-PER@2", "O"))[0].Target.ShouldBe(new Target(1, 2) { Against = new Target(0, 2) });
        task.Targets(context, new TargetNames("B-PER@2", "@3"))[0].Target.ShouldBe(new Target(1, 2) { Against = new Target(1, 3) });
    }

    [Theory]
    [InlineData(null, "answer")]
    [InlineData("all", "start@4", "end@5", "answer")]
    [InlineData("start", "start@4")]
    [InlineData("end@2", "end@2")]
    [InlineData("start@\"c d\"", "start@4")]
    [InlineData("end@\"c d\"", "end@5")]
    [InlineData("no-answer", "no-answer")]
    public void Answers(string? name, params string[] expected) => Names(Found(), name).ShouldBe(expected);

    [Fact]
    public void The_answer_lies_in_the_context_and_its_end_is_not_before_its_start()
    {
        (ITask task, TaskContext context) = Found();

        task.Targets(context, new TargetNames())[0].Target.ShouldBe(new Target(0, 4, 5));
        task.Targets(context, new TargetNames("answer", "no-answer"))[0].Target.ShouldBe(new Target(0, 4, 5)
        {
            Against = new Target(0, 0, 0),
        });
        Should.Throw<BenchException>(() => Names(Found(), "middle@2")).Message.ShouldContain("no target 'middle@2'");
    }

    [Fact]
    public void Classes_several_labels_and_regression()
    {
        TokenizedText text = _tokenizer.Tokenize("a");
        Names(
            (Ask.Task("sequence"),
                Ask.Context(Ask.Model(HeadKind.Sequence, OutputActivation.Softmax, "no", "yes"), new float[,] { { 0, 1 } }, text)), null)
            .ShouldBe(["yes"]);
        TaskContext many = Ask.Context(
            Ask.Model(HeadKind.Sequence, OutputActivation.Sigmoid, "a", "b", "c"), new float[,] { { 1, -1, 2 } }, text);
        Names((Ask.Task("multi-label"), many), null).ShouldBe(["a", "c"]);
        Names((Ask.Task("multi-label"), many), "all").ShouldBe(["a", "b", "c"]);
        Ask.Task("multi-label").Targets(many, new TargetNames("a", "c"))[0].Target.ShouldBe(new Target(0) { Against = new Target(2) });
        Should.Throw<BenchException>(() => Ask.Task("multi-label").Targets(many, new TargetNames(IsFlipped: true))).Message
            .ShouldContain("--flip");
        TaskContext number = Ask.Context(Ask.Model(HeadKind.Sequence, OutputActivation.Identity, "score"), new float[,] { { 2 } }, text);
        Ask.Task("regression").Targets(number, new TargetNames(IsFlipped: true))[0].Target.ShouldBe(new Target(0) { IsFlipped = true });
        Readout.Of(number.Model, 1, new Target(0) { IsFlipped = true }, Quantity.Logit).Value(number.Logits[0]).ShouldBe(-2);
    }

    [Fact]
    public void The_next_token_by_its_piece_or_its_id()
    {
        ModelInfo model = Ask.Model(HeadKind.Sequence, OutputActivation.Softmax, "a", "b", "c") with { PredictsNextToken = true };
        TaskContext context = Ask.Context(model, new float[,] { { 0, 2, 1 } }, _tokenizer.Tokenize("a"));

        Ask.Catalog.MeantBy(model, new TaskQuestion("a")).ShouldBe("next-token");
        Names((Ask.Task("next-token"), context), null).ShouldBe(["b"]);
        Names((Ask.Task("next-token"), context), "2").ShouldBe(["c"]);
    }

    private static (ITask Task, TaskContext Context) Tagged(string spec) =>
        (Ask.Task(spec), Ask.Context(_tagger, _tags, _tokenizer.Tokenize("a b c")));

    private static (ITask Task, TaskContext Context) Found() =>
        (Ask.Task("question-answering"), Ask.Context(_finder, _spans, _tokenizer.Tokenize("a b", "c d")));

    private static string[] Names((ITask Task, TaskContext Context) asked, string? name) =>
        [.. asked.Task.Targets(asked.Context, new TargetNames(name)).Select(target => target.Name)];
}
