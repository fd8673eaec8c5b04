using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class JsonLinesReaderTests
{
    [Fact]
    public void Every_field_finds_its_place()
    {
        Instance[] instances = Reading.Jsonl("""
            {"id": "x", "text": "A good film", "text_pair": "Yes", "label": "POSITIVE", "rationale": [[2, 6]], "kind": "short", "words": 3, "odd": true}

            {"text": "Bad", "label": 0, "id": 7, "kind": null, "nested": {"a": 1}, "list": [1]}
            {"text": "So so"}
            """);

        instances.Length.ShouldBe(3);
        Instance first = instances[0];
        (first.Id, first.Text, first.TextPair, first.Label).ShouldBe(("x", "A good film", "Yes", "POSITIVE"));
        Reading.Spans(first).ShouldBe("2-6");
        first.Columns.Select(column => $"{column.Key}={column.Value}").ShouldBe(["kind=short", "odd=true", "words=3"]);
        first.Source.ShouldEndWith("data.txt:1");

        (instances[1].Id, instances[1].Label, instances[1].TextPair).ShouldBe(("7", "0", null));
        instances[1].Columns.ShouldBeEmpty();
        instances[1].Rationales.ShouldBeEmpty();
        instances[1].Source.ShouldEndWith("data.txt:3");
        (instances[2].Id, instances[2].Label).ShouldBe(("3", null));
    }

    [Theory]
    [InlineData("\"rationale\": [[0, 4], [5, 6]]", "0-4 5-6")]
    [InlineData("\"rationale\": [[5, 6], [0, 4]]", "0-4 5-6")]
    [InlineData("\"rationale\": [[0, 4], [2, 6], [6, 8]]", "0-6 6-8")]
    [InlineData("\"rationale\": [[0, 4, 1], [2, 6]]", "2-6 0-4b")]
    [InlineData("\"rationale\": [{\"start\": 1, \"end\": 3}, {\"start\": 0, \"end\": 2, \"segment\": 1}]", "1-3 0-2b")]
    [InlineData("\"rationale\": [7, 1, 2, 3, 2]", "1-4 7-8")]
    [InlineData("\"rationale\": []", "")]
    [InlineData("\"rationales\": [[[0, 4]], [], [[1, 2]]]", "0-4 |  | 1-2")]
    public void Rationales_have_several_forms(string rationale, string expected)
    {
        Instance instance = Reading.Jsonl("{\"text\": \"so good!!\", \"text_pair\": \"indeed\", " + rationale + "}")[0];
        Reading.Spans(instance).ShouldBe(expected);
    }

    [Fact]
    public void Nobody_marked_a_rationale_is_not_the_same_as_an_empty_one()
    {
        Reading.Jsonl("""{"text": "a", "rationale": null}""")[0].Rationales.ShouldBeEmpty();
        Reading.Jsonl("""{"text": "a", "rationale": []}""")[0].Rationales.Length.ShouldBe(1);
    }

    [Fact]
    public void Offsets_may_count_code_points()
    {
        const string Line = """{"text": "😂 good", "rationale": [[0, 1], [2, 6]]}""";
        Reading.Spans(Reading.Jsonl(Line, "offsets=code-points")[0]).ShouldBe("0-2 3-7");
        Reading.Error(() => Reading.Jsonl(Line)).Problem.ShouldContain("inside a character of two UTF-16 units");
        Reading.Error(() => Reading.Jsonl("""{"text": "😂 good", "rationale": [[0, 7]]}""", "offsets=code-points")).Problem
            .ShouldContain("6 characters");
    }

    [Theory]
    [InlineData("[[0, 9]]", "The span 0-9 does not lie inside the text, which has 4 characters")]
    [InlineData("[[-1, 2]]", "The span -1-2 does not lie inside")]
    [InlineData("[[3, 2]]", "The span 3-2 does not lie inside")]
    [InlineData("[[2, 2]]", "The span 2-2 does not lie inside")]
    [InlineData("[[0, 2, 1]]", "segment 1")]
    [InlineData("[[0, 2, 5]]", "segment 5")]
    [InlineData("[[0, 1.5]]", "Found 1.5 in a rationale")]
    [InlineData("[[0]]", "Found [0] in a rationale")]
    [InlineData("[\"good\"]", "Found \"good\" in a rationale")]
    [InlineData("\"0-4\"", "Found \"0-4\" in a rationale")]
    [InlineData("[3, 4]", "The span 3-5 does not lie inside")]
    public void Wrong_spans_are_refused(string rationale, string problem)
    {
        BenchException exception = Reading.Error(() => Reading.Jsonl(
            "{\"text\": \"fine\"}\n{\"text\": \"good\", \"rationale\": " + rationale + "}\n"));

        exception.Problem.ShouldContain(problem);
        exception.Where!.ShouldContain("data.txt:2");
    }

    [Theory]
    [InlineData("{\"text\": \"a\"", "not valid JSON", "3")]
    [InlineData("{\"text\": \"a\",}", "not valid JSON", "3:14")]
    [InlineData("{\"text\": \"a\", \"text\": \"b\"}", "not valid JSON", "3")]
    [InlineData("[1]", "kind Array, expected an object", "3")]
    [InlineData("{\"txt\": \"a\"}", "There is no 'text'", "3")]
    [InlineData("{\"text\": null}", "There is no 'text'", "3")]
    [InlineData("{\"text\": \"\"}", "The text is empty", "3")]
    [InlineData("{\"text\": \" \\t\"}", "The text is only white space", "3")]
    [InlineData("{\"text\": \"a\", \"text_pair\": \"\"}", "The text_pair is empty", "3")]
    [InlineData("{\"text\": [\"a\"]}", "'text' is Array, expected text", "3")]
    [InlineData("{\"text\": \"a\\ud800\"}", "not valid Unicode", "3")]
    [InlineData("{\"text\": \"a\", \"id\": \"\"}", "The id is empty", "3")]
    [InlineData("{\"text\": \"a\", \"id\": \"first\"}", "The id 'first' comes twice, first on line 1", "3")]
    [InlineData("{\"text\": \"a\", \"rationale\": [], \"rationales\": []}", "There is a 'rationale' and there are 'rationales'", "3")]
    [InlineData("{\"text\": \"a\", \"rationales\": 5}", "'rationales' is Number", "3")]
    public void Damaged_lines_are_told_with_their_place(string line, string problem, string place)
    {
        BenchException exception =
            Reading.Error(() => Reading.Jsonl("{\"text\": \"a\", \"id\": \"first\"}\n\n" + line + "\n{\"text\": \"b\"}\n"));

        exception.Problem.ShouldContain(problem);
        exception.Where!.ShouldContain($"data.txt:{place}");
    }

    [Fact]
    public void A_mistyped_field_is_guessed() =>
        Reading.Error(() => Reading.Jsonl("""{"txt": "a"}""")).Remedy!.ShouldContain("Did you mean 'txt'");

    [Fact]
    public void An_empty_file_has_no_instances() => Reading.Jsonl("\n \n").ShouldBeEmpty();
}
