using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>Rows of token labels, questions and candidate labels in JSON Lines.</summary>
public sealed class TaskRowTests
{
    private const string Question = "\"question\": \"Where does Nils live ?\", \"context\": \"Nils lives in Lisbon . Lisbon !\"";

    [Fact]
    public void A_question_is_the_text_and_its_context_the_second()
    {
        Instance row = Row(
            $$"""{{{Question}}, "answer": [14, 20], "rationale": [[5, 13]], "question_rationale": [[0, 5], [16, 20]], "kind": "x"}""");

        (row.Text, row.TextPair).ShouldBe(("Where does Nils live ?", "Nils lives in Lisbon . Lisbon !"));
        Answers(row).ShouldBe("14-20b");
        Reading.Spans(row).ShouldBe("0-5 16-20 5-13b");
        row.Columns.Keys.ShouldBe(["kind"]);
        row.Gold.Words.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"answer\": \"Lisbon\"", "14-20b 23-29b")]
    [InlineData("\"answers\": [\"Nils\", \"Lisbon .\"]", "0-4b 14-22b")]
    [InlineData("\"answers\": [[14, 20], [0, 4]]", "14-20b 0-4b")]
    [InlineData("\"answers\": [[0, 4], [0, 4]]", "0-4b")]
    [InlineData("\"answers\": []", "")]
    [InlineData("\"answers\": {\"text\": [\"Lisbon\", \"Lisbon\"], \"answer_start\": [14, 14]}", "14-20b")]
    [InlineData("\"answers\": {\"text\": [], \"answer_start\": []}", "")]
    [InlineData("\"answers\": [{\"text\": \"Lisbon\", \"answer_start\": 23}]", "23-29b")]
    [InlineData("\"answers\": {\"text\": \"Nils\", \"start\": 0}", "0-4b")]
    public void Answers_have_several_forms(string answer, string expected) =>
        Answers(Row($$"""{{{Question}}, {{answer}}}""")).ShouldBe(expected);

    [Theory]
    [InlineData("\"answer\": \"Oslo\"", "'Oslo' does not stand in the context")]
    [InlineData("\"answer\": \"\"", "does not stand in the context")]
    [InlineData("\"answer\": [20, 14]", "The span 20-14 does not lie inside")]
    [InlineData("\"answer\": [14, 99]", "The span 14-99 does not lie inside")]
    [InlineData("\"answer\": 5", "Found 5 where an answer is expected")]
    [InlineData("\"answers\": [5]", "Found 5 where an answer is expected")]
    [InlineData("\"answers\": {\"text\": [\"Lisbon\"], \"answer_start\": []}", "where an answer is expected")]
    [InlineData("\"answers\": {\"text\": [\"Lisbon\"], \"answer_start\": [13]}", "does not stand at 13")]
    [InlineData("\"answer\": [14, 20], \"answers\": []", "There is an 'answer' and there are 'answers'")]
    [InlineData("\"rationales\": [[], []], \"question_rationale\": [[0, 5]]", "'question_rationale' beside 'rationales'")]
    [InlineData("\"question_rationale\": [[0, 50]]", "The span 0-50 does not lie inside")]
    public void Wrong_answers_are_told_with_their_place(string fields, string problem)
    {
        BenchException exception = Reading.Error(() => Reading.Jsonl($$"""{{{Question}}}""" + "\n" + $$"""{{{Question}}, {{fields}}}"""));

        exception.Problem.ShouldContain(problem);
        exception.Where!.ShouldContain("data.txt:2");
    }

    [Fact]
    public void Offsets_of_answers_may_count_code_points() => Answers(Reading.Jsonl(
        """{"question": "who", "context": "😂 Anna", "answers": {"text": ["Anna"], "answer_start": [2]}}""", "offsets=code-points")[0])
            .ShouldBe("3-7b");

    [Fact]
    public void Beside_a_text_an_answer_is_a_column()
    {
        Instance row = Row("""{"text": "a", "question": "q", "answer": "yes", "context": "c"}""");

        row.Gold.Answers.ShouldBeNull();
        row.Columns.Keys.ShouldBe(["answer", "context", "question"]);
    }

    [Theory]
    [InlineData("\"tokens\": [\"Maria\", \"lives\", \"in\", \"Oslo\"], \"tags\": [\"B-PER\", \"O\", \"O\", \"B-LOC\"]",
        "Maria lives in Oslo", "0-5:B-PER 6-11:O 12-14:O 15-19:B-LOC")]
    [InlineData("\"tokens\": [\"a\", \"b\"], \"ner_tags\": [0, 3]", "a b", "0-1:0 2-3:3")]
    [InlineData("\"text\": \"Oslo, Oslo!\", \"tokens\": [\"Oslo\", \",\", \"Oslo\"], \"tags\": [\"X\", \"O\", \"Y\"]", "Oslo, Oslo!",
        "0-4:X 4-5:O 6-10:Y")]
    public void Tokens_are_labelled_one_by_one(string fields, string text, string expected)
    {
        Instance row = Row($$"""{{{fields}}}""");

        row.Text.ShouldBe(text);
        string.Join(' ', row.Gold.Words!.Value.Select(word => $"{word.Span.Start}-{word.Span.End}:{word.Label}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("\"tokens\": [\"a\", \"b\"], \"tags\": [\"O\"]", "There are 1 tags for 2 tokens")]
    [InlineData("\"tokens\": [\"a\", \"\"], \"tags\": [\"O\", \"O\"]", "'tokens' is empty, or one of them is blank")]
    [InlineData("\"tokens\": [], \"tags\": []", "'tokens' is empty")]
    [InlineData("\"tokens\": \"a b\", \"tags\": [\"O\"]", "'tokens' is String, expected a list of texts")]
    [InlineData("\"tokens\": [\"a\"], \"tags\": [\"\"]", "A label among the tags is empty")]
    [InlineData("\"tokens\": [\"a\"], \"tags\": [[]]", "'tags' is Array, expected text")]
    [InlineData(
        "\"text\": \"a b\", \"tokens\": [\"b\", \"a\"], \"tags\": [\"O\", \"O\"]", "Token 1 of 'tokens' does not stand in the text")]
    [InlineData("\"text\": \"a b\", \"tags\": [\"O\"]", "There are 'tags' without 'tokens'")]
    [InlineData("\"text\": \"a b\", \"entity\": [0, 1]", "There is an 'entity', but no 'label'")]
    [InlineData("\"text\": \"a b\", \"entity\": [0, 9], \"label\": \"PER\"", "The span 0-9 does not lie inside")]
    [InlineData("\"text\": \"a b c\", \"entities\": [[0, 5, \"LOC\"], [0, 1, \"PER\"]]", "The entities at 0-5 and 0-1 overlap")]
    [InlineData(
        "\"text\": \"a b c\", \"entities\": [[4, 5, \"LOC\"], [2, 5, \"PER\"], [0, 1, \"PER\"]]", "The entities at 2-5 and 4-5 overlap")]
    [InlineData("\"text\": \"a b\", \"entities\": [[0, 1, \"LOC\"], [0, 1, \"LOC\"]]", "The entities at 0-1 and 0-1 overlap")]
    [InlineData("\"text\": \"a b\", \"entities\": [[0, 1]]", "Found [0, 1] where an entity is expected")]
    [InlineData("\"text\": \"a b\", \"entities\": [{\"start\": 0, \"label\": \"PER\"}]", "where an entity is expected")]
    [InlineData("\"text\": \"a b\", \"labels\": [\"\"]", "One of 'labels' is empty")]
    [InlineData("\"text\": \"a b\", \"candidate_labels\": [\" \"]", "One of 'candidate_labels' is empty")]
    public void Damaged_labels_are_refused(string fields, string problem) =>
        Reading.Error(() => Row($$"""{{{fields}}}""")).Problem.ShouldContain(problem);

    [Fact]
    public void Entities_are_one_or_all()
    {
        Gold one = Row("""{"text": "Mrs Madison laughed", "entity": [4, 11], "label": "B-PER"}""").Gold;
        Gold all = Row("""{"text": "a b", "entities": [[0, 1, "PER"], {"start": 2, "end": 3, "label": "LOC"}]}""").Gold;

        (one.Entities!.Value.Single(), one.AreAllEntities).ShouldBe((new LabelledSpan(new CharacterSpan(4, 11), "B-PER"), false));
        all.Entities!.Value.Select(entity => entity.Label).ShouldBe(["PER", "LOC"]);
        all.AreAllEntities.ShouldBeTrue();
        Row("""{"text": "a b", "entities": []}""").Gold.Entities!.Value.ShouldBeEmpty();
    }

    [Fact]
    public void Candidates_come_with_a_hypothesis_of_their_own()
    {
        Instance row = Row("""{"text": "a", "candidate_labels": ["sport", "art"], "label": "art", "hypothesis": "About {} ."}""");

        row.Candidates.ShouldBe(["sport", "art"]);
        (row.TextPair, row.Hypothesis).ShouldBe((null, "About {} ."));
        Row("""{"premise": "a", "hypothesis": "b"}""").TextPair.ShouldBe("b");
        Row("""{"text": "a", "text_pair": "c", "hypothesis": "b"}""").Columns["hypothesis"].ShouldBe("b");
    }

    [Fact]
    public void Several_labels_are_a_list()
    {
        Row("""{"text": "a", "labels": ["x", 2]}""").Gold.Labels!.Value.ShouldBe(["x", "2"]);
        Row("""{"text": "a", "labels": []}""").Gold.Labels!.Value.ShouldBeEmpty();
        Row("""{"text": "a"}""").Gold.ShouldBe(Gold.None);
    }

    private static Instance Row(string line) => Reading.Jsonl(line)[0];

    private static string Answers(Instance instance) =>
        string.Join(' ', instance.Gold.Answers!.Value.Select(span => $"{span.Start}-{span.End}{(span.Segment == 1 ? "b" : "")}"));
}
