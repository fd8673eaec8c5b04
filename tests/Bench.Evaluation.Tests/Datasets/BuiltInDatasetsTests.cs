using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class BuiltInDatasetsTests
{
    [Fact]
    public void Every_format_is_listed_with_what_it_reads()
    {
        IReadOnlyList<Component<DatasetDescriptor, IDatasetReader>> formats = BuiltInDatasets.Catalog().All;
        formats.Select(format => format.Descriptor.Id)
            .ShouldBe(["jsonl", "csv", "tsv", "eraser", "e-snli", "conll", "picture-table", "picture-folder", "coco", "parquet"]);
        formats.ShouldAllBe(format => format.Descriptor.Summary.Length > 0 && format.Options.All(option => option.Summary.Length > 0));
    }

    [Fact]
    public void Unknown_formats_and_options_are_refused_with_near_matches()
    {
        BenchException format = Reading.Error(() => Reading.Reader("json"));
        format.Problem.ShouldContain("'json'");
        format.Where!.ShouldStartWith("suite.yaml");
        format.Remedy!.ShouldContain("Did you mean 'jsonl'");

        BenchException option = Reading.Error(() => Reading.Reader("csv", "delimeter=;"));
        option.Where!.ShouldStartWith("suite.yaml");
        option.Remedy!.ShouldContain("'delimiter'");

        Reading.Error(() => Reading.Reader("jsonl", "offsets=bytes")).Remedy!.ShouldContain("utf16 | code-points");
        Reading.Error(() => Reading.Reader("eraser", "splitt=test")).Remedy!.ShouldContain("'split'");
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("tsv")]
    public void Missing_files_folders_and_other_encodings_are_refused(string format)
    {
        using var folder = new TemporaryFolder();
        Reading.Error(() => Reading.Reader(format).Read(Path.Combine(folder.Path, "none")).ToArray()).Problem.ShouldContain("no such file");
        Reading.Error(() => Reading.Reader(format).Read(folder.Path).ToArray()).Problem.ShouldContain("folder");

        string path = Path.Combine(folder.Path, "latin1.txt");
        File.WriteAllBytes(path, [.. "text\ncaf"u8, 0xE9, .. "\n"u8]);
        BenchException exception = Reading.Error(() => Reading.Reader(format).Read(path).ToArray());
        exception.Problem.ShouldContain("UTF-8");
        exception.Where!.ShouldStartWith(path);
    }

    [Fact]
    public void Instances_are_read_as_they_are_asked_for()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("data.jsonl", "{\"text\":\"good\"}\nnot json\n");

        Reading.Reader("jsonl").Read(path).First().Text.ShouldBe("good");
    }
}
