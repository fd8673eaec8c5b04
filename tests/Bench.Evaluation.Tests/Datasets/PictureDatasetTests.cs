using Bench.Abstractions;
using Bench.TestKit;
using Parquet.Serialization;

namespace Bench.Evaluation.Tests;

public sealed class PictureDatasetTests : IDisposable
{
    private static readonly byte[] _png = File.ReadAllBytes(Path.Combine(Repository.Golden, "images", "tiny.png"));
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_names_picture_mask_and_label()
    {
        _folder.Write("a/1.png", _png);
        _folder.Write("m/1.png", _png);
        _folder.Write("labels.csv", "id,image,mask,label,size\none,a/1.png,m/1.png,cat,big\ntwo,a/1.png,,,\n");

        Instance[] rows = Read("picture-table");

        rows.Select(row => row.Id).ShouldBe(["one", "two"]);
        rows[0].Image!.Read(1000).ToArray().ShouldBe(_png);
        rows[0].Mask!.File!.Name.ShouldBe("m/1.png");
        (rows[0].Label, rows[0].Columns["size"], rows[0].Text).ShouldBe(("cat", "big", ""));
        (rows[1].Mask, rows[1].Label).ShouldBe((null, null));
    }

    [Theory]
    [InlineData("../secret.png", "leads out")]
    [InlineData("a/../../secret.png", "leads out")]
    [InlineData("/etc/passwd", "leads out")]
    [InlineData("none.png", "no file")]
    [InlineData("a", "no file")]
    public void No_path_leads_out_of_the_folder(string path, string problem)
    {
        _folder.Write("data/a/1.png", _png);
        _folder.Write("secret.png", _png);
        _folder.Write("data/labels.csv", $"image\n{path}\n");

        DatasetRow row = Reading.Reader("picture-table").Rows(_folder.File("data")).Single();

        row.Problem!.Problem.ShouldContain(problem);
        row.Problem.Where.ShouldBe(Path.Combine(_folder.File("data"), "labels.csv") + ":2");
    }

    [Fact]
    public void A_folder_that_begins_alike_is_another_folder()
    {
        _folder.Write("data/1.png", _png);
        _folder.Write("data-secret/1.png", _png);

        Should.Throw<BenchException>(() => DataFile.In(_folder.File("data"), "../data-secret/1.png", "row")).Problem
            .ShouldContain("leads out");
    }

    [Fact]
    public void Folders_are_classes()
    {
        foreach (string name in (string[])["dog/b.JPG", "cat/a.png", "cat/c.webp", "cat/notes.txt", "readme.md"])
        {
            _folder.Write(name, _png);
        }

        Read("picture-folder").Select(row => (row.Id, row.Label))
            .ShouldBe([("cat/a.png", "cat"), ("cat/c.webp", "cat"), ("dog/b.JPG", "dog")]);
        Should.Throw<BenchException>(() => Reading.Reader("picture-folder").Read(_folder.File("dog")).ToArray()).Problem
            .ShouldContain("no folders of classes");
    }

    [Fact]
    public void COCO_has_polygons_and_run_lengths()
    {
        _folder.Write("1.png", _png);
        _folder.Write("annotations.json", """
            {"images": [{"id": 7, "file_name": "1.png", "width": 4, "height": 3}],
             "categories": [{"id": 1, "name": "cat"}, {"id": 2, "name": "dog"}],
             "annotations": [
               {"image_id": 7, "category_id": 1, "segmentation": [[0, 0, 2, 0, 2, 2, 0, 2]]},
               {"image_id": 7, "category_id": 1, "segmentation": {"size": [3, 4], "counts": [11, 1]}},
               {"image_id": 7, "category_id": 2, "segmentation": {"size": [3, 4], "counts": "336"}}]}
            """);

        Instance[] rows = Read("coco");

        rows.Select(row => (row.Id, row.Label)).ShouldBe([("7/cat", "cat"), ("7/dog", "dog")]);
        Bits(rows[0].Mask!).ShouldBe(["1100", "1100", "0001"]);

        // 3 pixels left out, 3 marked, 6 left out, down the columns: the second column.
        Bits(rows[1].Mask!).ShouldBe(["0100", "0100", "0100"]);
    }

    [Theory]
    [InlineData("images")]
    [InlineData("categories")]
    public void Ids_of_COCO_that_come_twice_are_refused(string twice)
    {
        string image = """{"id": 7, "file_name": "1.png", "width": 4, "height": 3}""";
        string category = """{"id": 7, "name": "cat"}""";
        _folder.Write("annotations.json", $$"""
            {"images": [{{image}}{{(twice == "images" ? $", {image}" : "")}}],
             "categories": [{{category}}{{(twice == "categories" ? $", {category}" : "")}}], "annotations": []}
            """);

        Should.Throw<BenchException>(() => Read("coco")).Problem.ShouldBe($"The id 7 comes twice under '{twice}'");
    }

    [Fact]
    public void A_column_that_comes_twice_is_refused()
    {
        _folder.Write("1.png", _png);
        _folder.Write("labels.csv", "image,size,size\n1.png,big,small\n");

        Should.Throw<BenchException>(() => Read("picture-table")).Problem.ShouldBe("The column 'size' comes twice");
    }

    // cocoapi's rleToString of [5, 40, 2000, 3, 2001, 1]: differences to the run before the last from the fourth on.
    [Fact]
    public void A_polygon_marks_the_pixels_whose_middle_lies_inside()
    {
        bool[] marked = new bool[5 * 2];

        CocoMask.Add(marked, 5, 2, JsonDocumentOf("[[1.3, 0, 3.7, 0, 3.7, 2, 1.3, 2]]"), "");

        marked.ShouldBe([false, true, true, true, false, false, true, true, true, false]);
    }

    [Fact]
    public void Packed_run_lengths_are_those_of_cocoapi()
    {
        bool[] packed = new bool[81 * 50], plain = new bool[81 * 50];
        long[] runs = [5, 40, 2000, 3, 2001, 1];
        string text = string.Concat(runs.Select((run, i) => Packed(i > 2 ? run - runs[i - 2] : run)));

        CocoMask.Add(packed, 50, 81,
            JsonDocumentOf($$"""{"size": [81, 50], "counts": "{{text.Replace("\\", "\\\\", StringComparison.Ordinal)}}"}"""), "");
        CocoMask.Add(plain, 50, 81, JsonDocumentOf($$"""{"size": [81, 50], "counts": [{{string.Join(", ", runs)}}]}"""), "");

        packed.ShouldBe(plain);
        plain.Count(marked => marked).ShouldBe(44);
    }

    [Theory]
    [InlineData("""[[0, 0, 1, 1]]""")]
    [InlineData("""[[0, 0, 1, 1, 2]]""")]
    [InlineData("""[["a"]]""")]
    [InlineData("""{"size": [4, 3], "counts": [12]}""")]
    [InlineData("""{"size": [3, 4], "counts": [13]}""")]
    [InlineData("""{"size": [3, 4], "counts": [-1, 5]}""")]
    [InlineData("""{"size": [3, 4], "counts": "ooooooooooooooooooo"}""")]
    [InlineData("""{"size": [3, 4], "counts": 3}""")]
    [InlineData("""7""")]
    public void Masks_of_other_forms_are_refused(string segmentation) =>
        Should.Throw<BenchException>(() => CocoMask.Add(new bool[12], 4, 3, JsonDocumentOf(segmentation), "here")).Where.ShouldBe("here");

    [Fact]
    public async Task Parquet_holds_the_bytes_of_pictures()
    {
        using (FileStream stream = File.Create(_folder.File("t.parquet")))
        {
            await ParquetSerializer.SerializeAsync(
                new[] { new Row { image = new File_ { bytes = _png, path = "x.png" }, label = "cat" },
                    new Row { image = new File_ { bytes = _png }, label = "dog" } }, stream);
        }

        Instance[] rows = [.. Reading.Reader("parquet").Read(_folder.File("t.parquet"))];

        rows.Select(row => (row.Image!.Name, row.Label, row.Id)).ShouldBe([("x.png", "cat", "1"), ("image", "dog", "2")]);
        rows[0].Image!.Read(1000).ToArray().ShouldBe(_png);
    }

    private Instance[] Read(string format) => [.. Reading.Reader(format).Read(_folder.Path)];

    private static System.Text.Json.JsonElement JsonDocumentOf(string json) =>
        System.Text.Json.JsonElement.Parse(System.Text.Encoding.UTF8.GetBytes(json));

    private static string[] Bits(PictureMask mask) =>
        [.. mask.Pixels.Chunk(mask.Width).Select(row => string.Concat(row.Select(marked => marked ? '1' : '0')))];

    // maskApi.c, rleToString: five bits a character, the sixth says that more follow, from '0' on.
    private static string Packed(long value)
    {
        string text = "";
        bool more = true;
        while (more)
        {
            int piece = (int)(value & 31);
            value >>= 5;
            more = (piece & 16) != 0 ? value != -1 : value != 0;
            text += (char)((more ? piece | 32 : piece) + 48);
        }

        return text;
    }

    private sealed class Row
    {
        public File_? image { get; set; }

        public string? label { get; set; }
    }

    private sealed class File_
    {
        public byte[]? bytes { get; set; }

        public string? path { get; set; }
    }
}
