using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class EditReadingTests
{
    [Fact]
    public void Edits_are_texts_or_objects_with_an_alignment()
    {
        Instance[] instances = Reading.Jsonl("""
            {"text": "not bad 😀", "edits": ["never bad", {"text": "good 😀", "alignment": [[0, 7, 0, 4], [8, 9, 5, 6]]}]}
            {"text": "a", "text_pair": "b", "edits": ["c", {"text": "a", "text_pair": "d", "alignment": [[0, 1, 0, 1, 1]]}]}
            {"text": "a", "edits": null}
            """, "offsets=code-points");

        Edit(instances[0].Edits[0]).ShouldBe("never bad // ");
        Edit(instances[0].Edits[1]).ShouldBe("good 😀 // 0-7>0-4 8-10>5-7");
        instances[1].Edits.Select(Edit).ShouldBe(["c + b // ", "a + d // 0-1b>0-1b"]);
        instances[2].Edits.ShouldBeEmpty();
        instances[0].Columns.ShouldBeEmpty();
    }

    [Fact]
    public void A_table_has_one_edit_or_a_list_in_a_cell()
    {
        const string Table = "text;edits\na b;b a\na b;[\"c\", \"d\"]\na b;\n";

        Instance[] instances = Reading.Csv(Table, "delimiter=;", "quotes=false");

        instances.Select(instance => string.Join('|', instance.Edits.Select(edit => edit.Text))).ShouldBe(["b a", "c|d", ""]);
        instances.ShouldAllBe(instance => instance.Columns.IsEmpty);
        Reading.Csv("text,variant\na,b\n", "edits=variant")[0].Edits[0].Text.ShouldBe("b");
    }

    [Theory]
    [InlineData("\"b\"", "Found \"b\" among the edits")]
    [InlineData("[1]", "Found 1 among the edits")]
    [InlineData("[\" \"]", "The edited text is only white space")]
    [InlineData("[{\"txt\": \"b\"}]", "among the edits")]
    [InlineData("[{\"text\": \"b\", \"text_pair\": \"c\"}]", "the instance has none")]
    [InlineData("[{\"text\": \"b\", \"alignment\": [[0, 1, 0]]}]", "Found [0, 1, 0] among the edits")]
    [InlineData("[{\"text\": \"b\", \"alignment\": [[0, 1, 0, 2]]}]", "The span 0-2 does not lie inside the text")]
    [InlineData("[{\"text\": \"b\", \"alignment\": [[0, 9, 0, 1]]}]", "The span 0-9 does not lie inside the text")]
    [InlineData("[{\"text\": \"b\", \"alignment\": [[0, 1, 0, 1, 1]]}]", "segment 1")]
    public void What_is_wrong_is_named(string edits, string expected)
    {
        BenchException error = Reading.Error(() => Reading.Jsonl($$"""{"text": "a", "edits": {{edits}}}"""));

        error.Problem.ShouldContain(expected);
        error.Message.ShouldContain("data.txt:1");
    }

    [Fact]
    public void A_damaged_list_in_a_cell_is_named()
    {
        BenchException error = Reading.Error(() => Reading.Csv("text;edits\na;[oops\n", "delimiter=;"));

        error.Problem.ShouldContain("not valid JSON");
        error.Where.ShouldNotBeNull().ShouldContain("data.txt:2, column 'edits'");
    }

    private static string Edit(TextEdit edit) => $"{edit.Text}{(edit.TextPair is { } pair ? $" + {pair}" : "")} // "
        + string.Join(' ', edit.Alignment.Select(pair => $"{Span(pair.Original)}>{Span(pair.Edited)}"));

    private static string Span(CharacterSpan span) => $"{span.Start}-{span.End}{(span.Segment == 1 ? "b" : "")}";
}
