using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Hub.Tests;

public sealed class DatasetHubTests : HubFixture
{
    private const string Reviews = "org/reviews";

    private static readonly Dictionary<string, byte[]> _files = new()
    {
        ["README.md"] = [1],
        ["data/train-00000-of-00002.parquet"] = [2, 1],
        ["data/train-00001-of-00002.parquet"] = [2, 2],
        ["data/validation-00000-of-00001.parquet"] = [3],
        ["loader.py"] = [4],
    };

    private DatasetHub Datasets => new(Settings);

    [Fact]
    public async Task One_file_of_a_split_is_its_path_and_nothing_else_is_fetched()
    {
        StoredRepository stored = Hub.Add($"datasets/{Reviews}", "main", _files);

        OpenedDataset opened = await Datasets.OpenAsync(Reviews, split: "validation");

        opened.Source.ShouldBe($"{Reviews}@{stored.Commit}");
        opened.Path.ShouldBe(Path.Combine(
            Settings.Cache, "datasets--org--reviews", "snapshots", stored.Commit, "data", "validation-00000-of-00001.parquet"));
        File.ReadAllBytes(opened.Path).ShouldBe([3]);
        Asked("HEAD").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Several_files_are_a_pattern_that_stands_for_them_alone()
    {
        Hub.Add($"datasets/{Reviews}", "main", _files);
        await Datasets.OpenAsync(Reviews, split: "validation");

        OpenedDataset opened = await Datasets.OpenAsync(Reviews, split: "train");

        Path.GetFileName(opened.Path).ShouldBe("train-0000*.parquet");
        Directory.EnumerateFiles(Path.GetDirectoryName(opened.Path)!, Path.GetFileName(opened.Path)).Count().ShouldBe(2);
    }

    [Fact]
    public async Task Progress_goes_on_from_file_to_file()
    {
        Hub.Add($"datasets/{Reviews}", "main", _files);
        var reports = new List<HubProgress>();

        await Datasets.OpenAsync(Reviews, split: "train", progress: new Reports(reports.Add));

        reports.Select(report => report.Done).ShouldBeInOrder();
        (reports[^1].Done, reports[^1].Total).ShouldBe((4, 4));
        reports.Where(report => report.File == reports[0].File).ShouldAllBe(report => report.Done <= 2);
    }

    [Fact]
    public async Task A_dataset_without_parquet_is_taken_from_the_hubs_conversion()
    {
        Hub.Add($"datasets/{Reviews}", "main", new Dictionary<string, byte[]> { ["loader.py"] = [1], ["data.csv"] = [2] });
        StoredRepository converted = Hub.Add($"datasets/{Reviews}", "refs/convert/parquet", new Dictionary<string, byte[]>
        {
            ["default/test/0000.parquet"] = [5],
            ["default/partial-train/0000.parquet"] = [6],
            ["other/test/0000.parquet"] = [7],
        });

        OpenedDataset opened = await Datasets.OpenAsync(Reviews, split: "train");

        opened.Source.ShouldEndWith(converted.Commit);
        File.ReadAllBytes(opened.Path).ShouldBe([6]);
        File.ReadAllBytes((await Datasets.OpenAsync(Reviews, "other", "test")).Path).ShouldBe([7]);
        File.ReadAllBytes(
            (await new DatasetHub(Settings with { Offline = true }).OpenAsync($"{Reviews}@refs/convert/parquet", "other")).Path)
                .ShouldBe([7]);
    }

    [Fact]
    public async Task A_split_whose_download_ended_early_is_no_smaller_split()
    {
        const string Converted = $"{Reviews}@refs/convert/parquet";
        Hub.Add($"datasets/{Reviews}", "refs/convert/parquet", new Dictionary<string, byte[]>
        {
            ["default/test/0000.parquet"] = [5],
            ["default/train/0000.parquet"] = [6],
            ["default/train/0001.parquet"] = [7],
        });
        await Datasets.OpenAsync(Converted, split: "test");
        int files = 0;
        Hub.Intercept = (request, response) =>
        {
            bool isRefused = request.Method == "GET" && request.Path.EndsWith(".parquet", StringComparison.Ordinal) && ++files > 1;
            if (isRefused)
            {
                response.StatusCode = 403;
                response.Close();
            }

            return isRefused;
        };
        await Should.ThrowAsync<BenchException>(Datasets.OpenAsync(Converted, split: "train"));

        (await Should.ThrowAsync<BenchException>(new DatasetHub(Settings with { Offline = true }).OpenAsync(Converted, split: "train")))
            .Problem.ShouldContain("'train' lacks");
    }

    [Fact]
    public async Task The_conversion_does_not_stand_in_for_a_branch_that_was_named()
    {
        Hub.Add($"datasets/{Reviews}", "v1", new Dictionary<string, byte[]> { ["data.csv"] = [1] });
        Hub.Add($"datasets/{Reviews}", "refs/convert/parquet", new Dictionary<string, byte[]> { ["default/test/0000.parquet"] = [5] });

        (await Should.ThrowAsync<BenchException>(Datasets.OpenAsync($"{Reviews}@v1", split: "test"))).Problem
            .ShouldContain("no Parquet files");
    }

    [Fact]
    public async Task What_is_not_named_or_not_there_is_refused_with_what_there_is()
    {
        Hub.Add($"datasets/{Reviews}", "main", _files);
        Hub.Add("datasets/org/csv", "main", new Dictionary<string, byte[]> { ["data.csv"] = [1] });
        Hub.Add("datasets/org/csv", "refs/convert/parquet", new Dictionary<string, byte[]> { ["README.md"] = [1] });

        (await Should.ThrowAsync<BenchException>(Datasets.OpenAsync(Reviews))).Remedy.ShouldContain("train, validation");
        (await Should.ThrowAsync<BenchException>(Datasets.OpenAsync(Reviews, split: "trian"))).Remedy.ShouldContain("Did you mean 'train'");
        (await Should.ThrowAsync<BenchException>(Datasets.OpenAsync(Reviews, "en", "train"))).Problem.ShouldContain("no config 'en'");
        (await Should.ThrowAsync<BenchException>(Datasets.OpenAsync("org/csv"))).Problem.ShouldContain("no Parquet files");
        (await Should.ThrowAsync<BenchException>(Datasets.OpenAsync("org/revews"))).Problem.ShouldContain("no dataset 'org/revews'");
        (await Should.ThrowAsync<BenchException>(new DatasetHub(Settings with { Offline = true }).OpenAsync(
            "org/other"))).Problem.ShouldContain("not in the cache");
    }

    [Theory]
    [InlineData("data/train-00000-of-00002.parquet", "file 1 of 2")]
    [InlineData("data/train-00001-of-00002.parquet", "file 2 of 2")]
    public async Task A_split_cached_in_part_is_refused_without_a_connection_and_mended_with_one(string lost, string named)
    {
        StoredRepository stored = Hub.Add($"datasets/{Reviews}", "main", _files);
        await Datasets.OpenAsync(Reviews, split: "train");
        await Datasets.OpenAsync(Reviews, split: "validation");
        var offline = new DatasetHub(Settings with { Offline = true });
        await offline.OpenAsync(Reviews, split: "train");
        string file = Path.Combine(Settings.Cache, "datasets--org--reviews", "snapshots", stored.Commit, Path.Combine(lost.Split('/')));
        File.Delete(file);

        BenchException error = await Should.ThrowAsync<BenchException>(offline.OpenAsync(Reviews, split: "train"));

        error.Problem.ShouldContain($"The cached split 'train' lacks {named}");
        await offline.OpenAsync(Reviews, split: "validation");
        await Datasets.OpenAsync(Reviews, split: "train");
        File.ReadAllBytes(file).ShouldBe(_files[lost]);
    }

    [Theory]
    [InlineData(null, "data/train.parquet")]
    [InlineData(null, "default/train/0000.parquet", "default/train/0001.parquet")]
    [InlineData("file 1 of 2", "default/train/0001.parquet")]
    [InlineData("file 2 of 3", "default/train/0000.parquet", "default/train/0002.parquet")]
    [InlineData(null, "train-00000-of-00001-a09b74b3ef9c3b56.parquet")]
    [InlineData("file 3 of 3", "en/test-00000-of-00003.parquet", "en/test-00001-of-00003.parquet")]
    public void Numbers_in_names_say_what_is_missing(string? missing, params string[] files) =>
        DatasetFiles.Of(files).Single().Missing().ShouldBe(missing);

    [Theory]
    [InlineData("data/train-00000-of-00001.parquet", "default", "train")]
    [InlineData("data/train-00000-of-00001-a09b74b3ef9c3b56.parquet", "default", "train")]
    [InlineData("plain_text/test-00000-of-00001.parquet", "plain_text", "test")]
    [InlineData("default/validation/0000.parquet", "default", "validation")]
    [InlineData("en/data/dev.parquet", "en", "dev")]
    [InlineData("train.parquet", "default", "train")]
    [InlineData("data/0001.parquet", "default", "data")]
    public void Names_of_files_say_config_and_split(string file, string config, string split)
    {
        DatasetFiles part = DatasetFiles.Of([file]).Single();

        (part.Config, part.Split).ShouldBe((config, split));
    }

    [Fact]
    public void A_split_whose_name_begins_another_is_not_mixed_with_it()
    {
        string[] files = [
            "data/train-00000-of-00002.parquet", "data/train-00001-of-00002.parquet", "data/train-00000-of-00001-extra.parquet"];
        DatasetFiles part = DatasetFiles.Of(files).Single(part => part.Files.Count == 2);

        Should.Throw<BenchException>(() => part.PathOf(file => "/" + file, files, "here")).Problem.ShouldContain("cannot be told");
    }
}
