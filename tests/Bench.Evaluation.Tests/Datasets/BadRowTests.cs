using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class BadRowTests
{
    [Theory]
    [InlineData("jsonl", "{\"text\": \"a\"}\n{\"text\": \"\"}\n[1]\n{\"text\": \"b\"}\nnot json\n{\"text\": \"c\", \"id\": \"1\"}\n", 4)]
    [InlineData("csv", "id,text\n1,a\n2,\n3,b,c\n4,d\n1,e\n", 3)]
    [InlineData("tsv", "text\tlabel\na\tx\n \ty\nb\tz\n", 1)]
    public void Reading_goes_on_behind_a_bad_row(string format, string content, int bad)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("data", content);
        IDatasetReader reader = Reading.Reader(format);

        IEnumerable<DatasetRow> read = reader.Rows(path);
        read.Count().ShouldBe(read.Count(), "the same each time");
        DatasetRow[] rows = [.. read];

        rows.Count(row => row.Problem is not null).ShouldBe(bad);
        rows.Where(row => row.Problem is not null).ShouldAllBe(row => row.Problem!.Where!.StartsWith(path) && row.Problem.Remedy != null);
        rows.Where(row => row.Problem is null).Select(row => row.Instance.Text).ShouldBe(
            format == "tsv" ? ["a", "b"] : format == "csv" ? ["a", "d"] : ["a", "b"]);
        Should.Throw<BenchException>(() => reader.Read(path).ToArray()).Message
            .ShouldBe(rows.First(row => row.Problem is not null).Problem!.Message);
    }

    [Theory]
    [InlineData("text;label\nfine, really;1\n", "Columns are separated by ';', as the header shows")]
    [InlineData("text\tlabel\nfine, really\t1\n", "Columns are separated by tabs, as the header shows")]
    [InlineData("text|label\nfine, really|1\n", "Columns are separated by '|', as the header shows")]
    public void The_header_shows_what_separates_columns(string content, string note)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("data.csv", content);
        IDatasetReader reader = Reading.Reader("csv");

        reader.Read(path).ShouldHaveSingleItem().Text.ShouldBe("fine, really");
        reader.Notes(path).ShouldBe([note]);
        Reading.Reader("csv", "delimiter=;").Notes(path).ShouldBeEmpty();
    }

    [Fact]
    public void Commas_in_the_header_rule()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("data.csv", "text,\"a;b;c\",label\nfine,x,1\n");

        Reading.Reader("csv").Read(path).ShouldHaveSingleItem().Label.ShouldBe("1");
        Reading.Reader("csv").Notes(path).ShouldBeEmpty();
    }

    [Fact]
    public void Evidences_of_no_token_are_left_out_and_counted()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "docs"));
        File.WriteAllText(Path.Combine(folder.Path, "docs", "d"), "one two three");
        folder.Write("val.jsonl", """
            {"annotation_id": "d", "classification": "POS", "evidences": [[{"docid": "d", "start_token": 1, "end_token": 1}, {"docid": "d", "start_token": 1, "end_token": 2}]]}
            """.Trim() + "\n");

        Instance instance = Reading.Reader("eraser").Read(folder.Path).ShouldHaveSingleItem();

        instance.Rationales.ShouldHaveSingleItem().Spans.ShouldBe([new CharacterSpan(4, 7, 0)]);
        Reading.Reader("eraser").Notes(folder.Path).ShouldBe(["1 evidences mark no token and are left out"]);
    }

    [Theory]
    [InlineData("0.0", 0)]
    [InlineData("1.0", 1)]
    [InlineData("1.00", 1)]
    [InlineData("1.5", -1)]
    [InlineData("2.0", -1)]
    [InlineData(".0", -1)]
    [InlineData("", -1)]
    [InlineData("negative", 0)]
    public void Labels_are_found_by_name_and_by_index(string label, int expected) =>
        ModelLabels.IndexOf(["NEGATIVE", "POSITIVE"], label).ShouldBe(expected);

    [Theory]
    [InlineData("NEG", "NEGATIVE")]
    [InlineData("bad", "NEGATIVE")]
    [InlineData("good", "POSITIVE")]
    public void What_the_model_calls_otherwise_is_suggested(string label, string meant)
    {
        var info = new ModelInfo
        {
            Name = "m",
            Architecture = "a",
            Labels = ["NEGATIVE", "POSITIVE"],
            Activation = OutputActivation.Softmax,
            VocabularySize = 1,
            EmbeddingWidth = 1,
            MaxLength = 1,
            Layers = 1,
            Heads = 1,
        };

        string remedy = Should.Throw<BenchException>(() => ModelLabels.Find(info, label, "here")).Remedy;

        remedy.ShouldStartWith($"Did you mean '{meant}'?");
        remedy.ShouldContain($"'labels: {{{label}: {meant}}}' under 'dataset'");
    }
}
