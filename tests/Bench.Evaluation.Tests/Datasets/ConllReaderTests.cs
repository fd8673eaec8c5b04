using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class ConllReaderTests
{
    [Fact]
    public void Sentences_are_parted_by_blank_lines()
    {
        Instance[] rows = Read("-DOCSTART- -X- O O\n\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\n \n\n# NN B-NP O\n", out _);

        rows.Select(row => row.Text).ShouldBe(["EU rejects", "#"]);
        rows.Select(row => row.Id).ShouldBe(["1", "2"]);
        Words(rows[0]).ShouldBe("0-2:B-ORG 3-10:O");
        rows[0].Source.ShouldEndWith("data:3");
    }

    [Fact]
    public void Columns_are_chosen_and_comments_left_out()
    {
        Instance[] rows = Read("# id = 1\n1\tMaria\tB-PER\t_\n2\truns\tO\t_\n", out _, "word=2", "label=3", "comments=true");

        rows.ShouldHaveSingleItem().Text.ShouldBe("Maria runs");
        Words(rows[0]).ShouldBe("0-5:B-PER 6-10:O");
    }

    [Theory]
    [InlineData("a O\n\nb\n\nc O\n", "has one column", "3", new string[0])]
    [InlineData("a O\n\nb x O\nb O\n\nc O\n", "The line has 2 columns, the sentence's first has 3", "4", new string[0])]
    [InlineData("a O\n\nb O\n\nc O\n", "There is no column 3", "1", new[] { "label=3" })]
    public void Reading_goes_on_behind_a_bad_sentence(string content, string problem, string line, string[] options)
    {
        Read(content, out DatasetRow[] rows, options);

        rows.Length.ShouldBe(3);
        DatasetRow bad = rows.First(row => row.Problem is not null);
        bad.Problem!.Problem.ShouldContain(problem);
        bad.Problem.Where!.ShouldEndWith($"data:{line}");
        rows.Count(row => row.Problem is null).ShouldBe(options.Length == 0 ? 2 : 0);
    }

    private static Instance[] Read(string content, out DatasetRow[] rows, params string[] options)
    {
        using var folder = new TemporaryFolder();
        rows = [.. Reading.Reader("conll", options).Rows(folder.Write("data", content))];
        return [.. rows.Where(row => row.Problem is null).Select(row => row.Instance)];
    }

    private static string Words(Instance row) =>
        string.Join(' ', row.Gold.Words!.Value.Select(word => $"{word.Span.Start}-{word.Span.End}:{word.Label}"));
}
