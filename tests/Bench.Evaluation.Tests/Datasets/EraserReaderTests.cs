using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class EraserReaderTests
{
    private const string Document = "the plot is thin .\nbut  what a cast !\n\nsee it .\n";

    [Fact]
    public void Token_evidences_become_character_spans()
    {
        using var folder = new TemporaryFolder();
        folder.Write("docs/d1", Document);
        folder.Write("val.jsonl", """
            {"annotation_id": "d1", "classification": "POS", "query": "sentiment?", "query_type": null, "evidences": [
            [{"docid": "d1", "start_token": 6, "end_token": 9, "text": "what a cast"}], [{"docid": "d1", "start_token": 9, "end_token": 12}, {"docid": "d1", "start_token": 1, "end_token": 2}]]}
            """.ReplaceLineEndings(""));

        Instance instance = Reading.Reader("eraser").Read(folder.Path).ShouldHaveSingleItem();

        (instance.Id, instance.Text, instance.Label).ShouldBe(("d1", Document, "POS"));
        instance.Rationales.ShouldHaveSingleItem().Spans.Select(span => Document[span.Start..span.End])
            .ShouldBe(["plot", "what a cast", "!\n\nsee it"]);
        instance.Columns.Select(column => $"{column.Key}={column.Value}").ShouldBe(["query=sentiment?"]);
        instance.Source.ShouldEndWith("val.jsonl:1");
    }

    [Fact]
    public void Documents_in_one_file_count_empty_tokens()
    {
        // As ERASER's reader does: two spaces hold an empty token between them, and so does an empty line.
        using var folder = new TemporaryFolder();
        folder.Write("docs.jsonl", """{"docid": "d1", "document": "a  b\n\nc d"}""" + "\n");
        folder.Write("test.jsonl", Annotation("x", Evidence("d1", 2, 3) + "," + Evidence("d1", 4, 5)));

        Instance instance = Reading.Reader("eraser", "split=test").Read(folder.Path).ShouldHaveSingleItem();
        Reading.Spans(instance).ShouldBe("3-4 6-7");
        instance.Id.ShouldBe("x");
    }

    [Fact]
    public void An_annotation_without_evidence_names_its_document_in_another_way()
    {
        using var folder = new TemporaryFolder();
        folder.Write("docs/d1", "good film\n");
        folder.Write("docs/d2", "bad film\r\nindeed\r\n");
        folder.Write("val.jsonl",
            """{"annotation_id": "d1", "classification": "POS", "evidences": []}""" + "\n"
            + """{"annotation_id": "x", "classification": "NEG", "docids": ["d2"], "evidences": []}""" + "\n"
            + Annotation("y", Evidence("d2", 2, 3)));

        Instance[] instances = [.. Reading.Reader("eraser").Read(folder.Path)];
        instances.Select(instance => instance.Text).ShouldBe(["good film\n", "bad film\r\nindeed\r\n", "bad film\r\nindeed\r\n"]);
        instances.Select(instance => instance.Rationales.Length).ShouldBe([0, 0, 1]);
        Reading.Spans(instances[2]).ShouldBe("10-16");
    }

    public static TheoryData<string, string> Damaged => new()
    {
        { Annotation("x", Evidence("d1", 0, 99)), "The tokens 0-99 do not lie inside the document 'd1', which has 13" },
        { Annotation("x", Evidence("d1", -1, -1)), "The tokens -1--1 do not lie inside" },
        { Annotation("x", Evidence("d1", 5, 3)), "The tokens 5-3 do not lie inside" },
        { Annotation("x", Evidence("none", 0, 1)), "There is no document 'none'" },
        { Annotation("x", Evidence("../val.jsonl", 0, 1)), "There is no document '../val.jsonl'" },
        { Annotation("x", Evidence("d1", 0, 1) + "," + Evidence("d2", 0, 1)), "The annotation names 2 documents (d1, d2)" },
        { Annotation("x", """{"docid": "d1", "start_token": 0, "end_token": 2, "text": "a plot"}"""),
            "The evidence is 'a plot', but the tokens 0-2 of the document 'd1' are 'the plot'" },
        { Annotation("x", """{"docid": "d1", "start_sentence": 0}"""), "An evidence lacks docid, start_token or end_token" },
        { """{"annotation_id": "x", "classification": "POS"}""", "There is no list 'evidences'" },
        { """{"classification": "POS", "evidences": []}""", "There is no 'annotation_id'" },
        { Annotation("first", Evidence("d1", 0, 1)), "The id 'first' comes twice, first on line 1" },
        { """{"annotation_id": """, "not valid JSON" },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Damage_is_told_with_its_line(string line, string problem)
    {
        using var folder = new TemporaryFolder();
        folder.Write("docs/d1", Document);
        folder.Write("docs/d2", Document);
        folder.Write("val.jsonl", Annotation("first", Evidence("d1", 0, 1)) + "\n" + line + "\n");

        BenchException exception = Reading.Error(() => Reading.Reader("eraser").Read(folder.Path).ToArray());
        exception.Problem.ShouldContain(problem);
        exception.Where!.ShouldContain("val.jsonl:2");
    }

    [Fact]
    public void A_missing_part_is_told_with_those_there_are()
    {
        using var folder = new TemporaryFolder();
        Reading.Error(() => Reading.Reader("eraser").Read(folder.Path).ToArray()).Problem.ShouldContain("no ERASER data set");

        folder.Write("docs.jsonl", "");
        folder.Write("val.jsonl", "");
        folder.Write("train.jsonl", "");
        BenchException exception = Reading.Error(() => Reading.Reader("eraser", "split=vall").Read(folder.Path).ToArray());
        exception.Problem.ShouldBe("There is no part 'vall'");
        exception.Remedy!.ShouldBe("Did you mean 'val'? Set the dataset's option split to one of: train, val");
    }

    [Fact]
    public void A_folder_without_documents_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("val.jsonl", Annotation("x", Evidence("d1", 0, 1)));
        Reading.Error(() => Reading.Reader("eraser").Read(folder.Path).ToArray()).Problem.ShouldContain("neither docs/ nor docs.jsonl");
    }

    private static string Annotation(string id, string evidences) =>
        $$"""{"annotation_id": "{{id}}", "classification": "POS", "evidences": [[{{evidences}}]]}""";

    private static string Evidence(string document, int start, int end) =>
        $$"""{"docid": "{{document}}", "start_token": {{start}}, "end_token": {{end}}}""";
}
