using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class DelimitedReaderTests
{
    [Fact]
    public void Usual_columns_are_found_by_their_names()
    {
        Instance[] instances = Reading.Csv("""
            id,text,label,rationale,source
            a,"Good, very good",POSITIVE,0-4;11-15,web
            b,"He said ""no""
            twice",NEGATIVE,,
            c,Plain,,"[0, 1, 3]",
            """);

        instances.Select(instance => instance.Id).ShouldBe(["a", "b", "c"]);
        instances.Select(instance => instance.Text).ShouldBe(["Good, very good", "He said \"no\"\ntwice", "Plain"]);
        instances.Select(instance => instance.Label).ShouldBe(["POSITIVE", "NEGATIVE", null]);
        instances.Select(Reading.Spans).ShouldBe(["0-4 11-15", "", "0-2 3-4"]);
        instances[1].Rationales.ShouldBeEmpty();
        instances[0].Columns.Select(column => $"{column.Key}={column.Value}").ShouldBe(["source=web"]);
        instances[1].Columns.ShouldBeEmpty();
        instances.Select(instance => instance.Source[instance.Source.LastIndexOf(':')..]).ShouldBe([":2", ":3", ":5"]);
    }

    [Fact]
    public void Columns_and_delimiter_can_be_named()
    {
        Instance[] instances = Reading.Csv(
            "premise;hypothesis;gold;key;why;text\nIt rains;It is wet;yes;k1;3-8;x\n",
            "text=premise", "text-pair=hypothesis", "label=gold", "id=key", "rationale=why", "delimiter=;");

        Instance instance = instances.ShouldHaveSingleItem();
        (instance.Id, instance.Text, instance.TextPair, instance.Label).ShouldBe(("k1", "It rains", "It is wet", "yes"));
        Reading.Spans(instance).ShouldBe("3-8");
        instance.Columns.Keys.ShouldBe(["text"]);
    }

    [Fact]
    public void Without_a_column_the_id_is_the_rank() =>
        Reading.Csv("text\na\nb\n\nc\n").Select(instance => instance.Id).ShouldBe(["1", "2", "3"]);

    [Fact]
    public void Tabs_separate_and_quotes_are_characters()
    {
        Instance[] instances = Reading.Tsv("sentence\tlabel\n\"oh\" she said, \"well\" \t1\r\n\"unclosed\t0\n");

        instances.Select(instance => instance.Text).ShouldBe(["\"oh\" she said, \"well\" ", "\"unclosed"]);
        instances.Select(instance => instance.Label).ShouldBe(["1", "0"]);
        Reading.Tsv("text\tlabel\n\"a\tb\"\t1\n", "quotes=true")[0].Text.ShouldBe("a\tb");
        Reading.Csv("text|label\na,b|1\n", "delimiter=|")[0].Text.ShouldBe("a,b");
        Reading.Csv("text\tlabel\na,b\t1\n", "delimiter=tab")[0].Text.ShouldBe("a,b");
        Reading.Csv("text;label;\"year, month\"\na,b;1;x\n")[0].Text.ShouldBe("a,b");
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_header() => Reading.Csv("\uFEFFtext\na\n")[0].Text.ShouldBe("a");

    [Fact]
    public void Offsets_may_count_code_points()
    {
        Reading.Spans(Reading.Csv("text,spans\n😂 ab,\"[0, 2, 3]\"\n", "offsets=code-points")[0]).ShouldBe("0-2 3-5");
        Reading.Spans(Reading.Csv("text,spans\n😂 ab,\"[0, 1, 3]\"\n")[0]).ShouldBe("0-2 3-4");
    }

    [Theory]
    [InlineData("3-5-7", "holds '3-5-7'")]
    [InlineData("good", "holds 'good'")]
    [InlineData("[1, 2", "not valid JSON")]
    [InlineData("-1-2", "holds '-1-2'")]
    [InlineData("3-9", "The span 3-9 does not lie inside the text, which has 4 characters")]
    [InlineData("[4]", "The span 4-5 does not lie inside")]
    public void Wrong_rationales_are_told_with_line_and_column(string rationale, string problem)
    {
        BenchException exception = Reading.Error(() => Reading.Csv($"text,why\nfine,\ngood,\"{rationale}\"\n", "rationale=why"));

        exception.Problem.ShouldContain(problem);
        exception.Where!.ShouldContain("data.txt:3, column 'why'");
    }

    [Fact]
    public void A_missing_column_is_told_with_those_there_are()
    {
        BenchException text = Reading.Error(() => Reading.Csv("txt,label\na,1\n"));
        text.Problem.ShouldBe("There is no column 'text'");
        text.Where!.ShouldEndWith("data.txt:1");
        text.Remedy!.ShouldStartWith("Did you mean 'txt'");
        text.Remedy!.ShouldContain("Columns found: txt, label");

        BenchException label = Reading.Error(() => Reading.Csv("text,sentiment\na,1\n", "label=sentimnet"));
        label.Problem.ShouldBe("There is no column 'sentimnet'");
        label.Remedy!.ShouldStartWith("Did you mean 'sentiment'");
    }

    [Theory]
    [InlineData("text,label\na,1\nb\n", "The row has 1 columns, the header has 2", 3)]
    [InlineData("text,label\na,b,1\n", "The row has 3 columns, the header has 2", 2)]
    [InlineData("text,label\n,1\n", "The text is empty", 2)]
    [InlineData("text,label\n  ,1\n", "The text is only white space", 2)]
    [InlineData("text,text\na,1\n", "The column 'text' comes twice", 1)]
    [InlineData("id,text\nx,a\ny,\"b\nc\"\nx,d\n", "The id 'x' comes twice, first on line 2", 5)]
    [InlineData("text,label\na\"b,1\n", "Malformed row", 2)]
    [InlineData("text,label\n\"a\"b,1\n", "Malformed row", 2)]
    [InlineData("text,label\nok,1\n\"never closed,1\nb,0\nc,1\n", "Malformed row", 3)]
    public void Damaged_rows_are_told_with_their_line(string content, string problem, int line)
    {
        BenchException exception = Reading.Error(() => Reading.Csv(content));

        exception.Problem.ShouldContain(problem);
        exception.Where!.ShouldEndWith($"data.txt:{line}");
    }

    [Fact]
    public void Files_and_delimiters_that_hold_nothing_are_refused()
    {
        Reading.Error(() => Reading.Csv("")).Problem.ShouldStartWith("The file is empty");
        Reading.Error(() => Reading.Csv("text\na\n", "delimiter=")).Problem.ShouldContain("cannot separate columns");
        Reading.Csv("text,label\n").ShouldBeEmpty();
    }
}
