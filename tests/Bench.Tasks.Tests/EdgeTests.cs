using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Tasks.Tests;

/// <summary>Cases at the edges of tasks: pieces of words, labels with odd names, one candidate, nothing likely.</summary>
public sealed class EdgeTests
{
    private static readonly ToyTokenizer _tokenizer = new();
    private static readonly ModelInfo _finder = Ask.Model(HeadKind.Span, OutputActivation.PositionSoftmax, "start", "end");

    // "q" and "ab c", of which the first word is two tokens.
    private static readonly TokenizedText _pieces = new()
    {
        Text = "q",
        TextPair = "ab c",
        Tokens =
        [
            new Token(2, "[CLS]", 0, 0, true, 0, 0, -1), new Token(10, "q", 0, 1, false, 0, 0, 0),
            new Token(3, "[SEP]", 0, 0, true, 0, 0, -1),
            new Token(11, "a", 0, 1, false, 1, 1, 1), new Token(12, "b", 1, 2, false, 1, 1, 1), new Token(13, "c", 3, 4, false, 1, 1, 2),
            new Token(3, "[SEP]", 0, 0, true, 1, 1, -1),
        ],
    };

    [Fact]
    public void An_answer_ends_with_its_word()
    {
        float[,] logits = new float[7, 2];
        (logits[3, 0], logits[3, 1]) = (5, 5);

        Lines("question-answering", Ask.Context(_finder, logits, _pieces)).ShouldStartWith("Answer: ab ");
    }

    [Fact]
    public void An_answer_is_no_longer_than_it_may_be()
    {
        float[,] logits = new float[7, 2];
        (logits[3, 0], logits[5, 1], logits[4, 1]) = (3, 3, 1);
        TaskContext context = Ask.Context(_finder, logits, _pieces);

        Ask.Task("question-answering:max-answer-length=3").Targets(context, new TargetNames())[0].Target.ShouldBe(new Target(0, 3, 5));
        Ask.Task("question-answering:max-answer-length=2").Targets(context, new TargetNames())[0].Target.ShouldBe(new Target(0, 3, 4));
    }

    [Fact]
    public void A_token_that_only_touches_a_text_does_not_stand_for_it()
    {
        TaskContext context = Ask.Context(_finder, new float[7, 2], _pieces);

        Names("question-answering", context, "end@\"a\"").ShouldBe(["end@3"]);
        Names("question-answering", context, "start@\"b\"").ShouldBe(["start@4"]);
    }

    [Fact]
    public void Labels_may_have_dashes_and_at_signs()
    {
        ModelInfo tagger = Ask.Model(HeadKind.Token, OutputActivation.Softmax, "O", "B-per-son", "a@b");
        TaskContext context = Ask.Context(tagger, new float[,] { { 0, 0, 0 }, { 0, 3, 0 }, { 0, 0, 0 } }, _tokenizer.Tokenize("x"));

        Lines("token-classification:aggregation=simple", context).ShouldContain("per-son");
        Names("token-classification", context, "a@b@1").ShouldBe(["a@b@1"]);
    }

    [Fact]
    public void The_inside_of_an_entity_goes_on_with_its_beginning()
    {
        ModelInfo tagger = Ask.Model(HeadKind.Token, OutputActivation.Softmax, "O", "B-per", "I-per");
        var logits = new float[,] { { 0, 0, 0 }, { 0, 3, 0 }, { 0, 0, 3 }, { 0, 0, 0 } };

        Lines("token-classification:aggregation=simple", Ask.Context(tagger, logits, _tokenizer.Tokenize("x y")))
            .ShouldBe("x y: per 0.909 (characters 0 to 3)");
    }

    [Fact]
    public void A_label_named_all_comes_before_the_word()
    {
        TaskContext context = Classes(OutputActivation.Softmax, ["all", "other"], 0, 1);

        Names("sequence", context, "all").ShouldBe(["all"]);
    }

    [Fact]
    public void Where_no_label_is_likely_the_likeliest_is_explained() =>
        Names("multi-label", Classes(OutputActivation.Sigmoid, ["a", "b", "c"], -3, -1, -2), null).ShouldBe(["b"]);

    [Fact]
    public void An_id_beyond_the_vocabulary_is_no_token()
    {
        TaskContext context = Classes(OutputActivation.Softmax, ["a", "b"], 0, 1);

        Should.Throw<BenchException>(() => Names("next-token", context, "2")).Message.ShouldContain("no label '2'");
    }

    [Fact]
    public void One_candidate_is_entailed_or_contradicted_by_itself() =>
        Lines("zero-shot", Entailed("contradiction", "entailment", 1, 0)).ShouldBe("x 0.269");

    [Theory]
    [InlineData(5, 2, "x 0.047")]
    [InlineData(2, 5, "x 0.953")]
    public void Entailment_may_be_the_first_label(float contradiction, float entailment, string expected) =>
        Lines("zero-shot:multi-label=true", Entailed("entailment", "contradiction", entailment, contradiction)).ShouldBe(expected);

    [Fact]
    public void Of_several_candidates_at_once_those_hold_that_are_rather_entailed_than_contradicted()
    {
        ITask task = Ask.Task("zero-shot:labels=x;y;z,multi-label=true");
        var context = new TaskContext(
            Ask.Model(HeadKind.Sequence, OutputActivation.Softmax, "contradiction", "entailment"), _tokenizer,
            task.Read(new TaskQuestion("a"), (text, pair) => _tokenizer.Tokenize(text, pair)),
            [.. ((float[][])[[0, 0.2f], [0.2f, 0], [3, 0]]).Select(logits => new Tensor(logits, new Shape(2)))]);

        // The second is entailed by 0.45, more than one of three.
        task.Judge(context, new Instance { Id = "1", Text = "a", Source = "row 1" }).Predicted.ShouldBe("x");
    }

    [Fact]
    public void A_candidate_stands_once() => Should.Throw<BenchException>(() => Ask.Task("zero-shot:labels=x;y;x")
        .Read(new TaskQuestion("a"), (text, pair) => _tokenizer.Tokenize(text, pair))).Problem.ShouldContain("stands twice");

    [Theory]
    [InlineData("B-P I-P E-P I-P", "0-2 3-3")]
    [InlineData("S-P I-P", "0-0 1-1")]
    [InlineData("U-P U-P", "0-0 1-1")]
    [InlineData("P P O P", "0-1 3-3")]
    [InlineData("B-P I-Q", "0-0 1-1")]
    public void Entities_end_where_their_labels_say(string labels, string expected) => string.Join(
        ' ', Chunks.Of(labels.Split(' '), label => label == "O").Select(chunk => $"{chunk.First}-{chunk.Last}")).ShouldBe(expected);

    private static TaskContext Entailed(string first, string second, float atFirst, float atSecond) => new(
        Ask.Model(HeadKind.Sequence, OutputActivation.Softmax, first, second),
        _tokenizer,
        [new TaskInput("x", _tokenizer.Tokenize("a", "b"))],
        [new Tensor(new[] { atFirst, atSecond }, new Shape(2))]);

    private static TaskContext Classes(OutputActivation activation, string[] labels, params float[] logits)
    {
        float[,] row = new float[1, logits.Length];
        Buffer.BlockCopy(logits, 0, row, 0, sizeof(float) * logits.Length);
        return Ask.Context(Ask.Model(HeadKind.Sequence, activation, labels), row, _tokenizer.Tokenize("a"));
    }

    private static string Lines(string task, TaskContext context) => string.Join('\n', Ask.Task(task).Decide(context)!.Lines);

    private static string[] Names(string task, TaskContext context, string? name) =>
        [.. Ask.Task(task).Targets(context, new TargetNames(name)).Select(target => target.Name)];
}
