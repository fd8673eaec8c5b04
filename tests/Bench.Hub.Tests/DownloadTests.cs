using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Hub.Tests;

public sealed class DownloadTests : HubFixture
{
    [Fact]
    public async Task A_model_is_laid_out_as_the_python_library_does()
    {
        StoredRepository stored = Hub.Add(Name, "main", Files);

        string folder = await Models.OpenAsync(Name);

        folder.ShouldBe(Cached("snapshots", stored.Commit));
        File.ReadAllText(Cached("refs", "main")).ShouldBe(stored.Commit);
        Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order().ShouldBe(["config.json", "model.safetensors", "tokenizer.json"]);
        string tag = StoredRepository.TagOf(Weights, isLarge: true);
        File.ReadAllBytes(Cached("blobs", tag)).ShouldBe(Weights);
        new FileInfo(Path.Combine(folder, "model.safetensors")).LinkTarget.ShouldBe(Path.Combine("..", "..", "blobs", tag));
        string config = StoredRepository.TagOf(Files["config.json"], isLarge: false);
        new FileInfo(Path.Combine(folder, "config.json")).LinkTarget.ShouldBe(Path.Combine("..", "..", "blobs", config));
        File.Exists(Path.Combine(Settings.Cache, ".locks", "models--org--tiny-model", $"{tag}.lock")).ShouldBeTrue();
    }

    [Fact]
    public async Task Pickles_code_and_pages_are_never_asked_for()
    {
        Hub.Add(Name, "main", Files);

        await Models.OpenAsync(Name);

        Hub.Requests.ShouldNotContain(request => request.Path.EndsWith(".bin", StringComparison.Ordinal)
            || request.Path.EndsWith(".py", StringComparison.Ordinal) || request.Path.EndsWith(".md", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tokenizer_is_had_without_weights_and_the_weights_follow_when_they_are_needed()
    {
        Hub.Add(Name, "main", Files);

        string folder = await Models.OpenTokenizerAsync(Name);

        Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order().ShouldBe(["config.json", "tokenizer.json"]);
        Hub.Requests.ShouldNotContain(request => request.Path.EndsWith(".safetensors", StringComparison.Ordinal));
        (await new ModelHub(Settings with { Offline = true }).OpenTokenizerAsync(Name)).ShouldBe(folder);
        (await Should.ThrowAsync<BenchException>(new ModelHub(Settings with { Offline = true }).OpenAsync(Name))).Problem.ShouldContain(
            "lacks model.safetensors");
        (await Models.OpenAsync(Name)).ShouldBe(folder);
        File.ReadAllBytes(Path.Combine(folder, "model.safetensors")).ShouldBe(Weights);
    }

    [Fact]
    public async Task A_repository_without_weights_has_a_tokenizer_and_one_without_a_tokenizer_says_so()
    {
        Hub.Add(Name, "main", Files.Where(file => file.Key == "tokenizer.json").ToDictionary());
        Hub.Add("org/bare", "main", Files.Where(file => file.Key != "tokenizer.json").ToDictionary());

        File.Exists(Path.Combine(await Models.OpenTokenizerAsync(Name), "tokenizer.json")).ShouldBeTrue();
        (await Should.ThrowAsync<BenchException>(Models.OpenTokenizerAsync("org/bare"))).Problem.ShouldContain("no tokenizer's file");
    }

    [Fact]
    public async Task What_is_cached_costs_one_question_and_a_cached_commit_none()
    {
        StoredRepository stored = Hub.Add(Name, "main", Files);
        string first = await Models.OpenAsync(Name);
        Hub.Requests.Clear();

        (await Models.OpenAsync(Name)).ShouldBe(first);
        Hub.Requests.Select(request => request.Path).ShouldBe([$"/api/models/{Name}/revision/main"]);

        Hub.Requests.Clear();
        (await Models.OpenAsync($"{Name}@{stored.Commit}")).ShouldBe(first);
        Hub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_branch_that_moved_shares_the_blobs_that_stayed()
    {
        Hub.Add(Name, "main", Files);
        string first = await Models.OpenAsync(Name);
        Dictionary<string, byte[]> changed = Files;
        changed["config.json"] = "{\"architectures\": [], \"more\": 1}"u8.ToArray();
        Hub.Add(Name, "main", changed);
        Hub.Requests.Clear();

        string second = await Models.OpenAsync(Name);

        second.ShouldNotBe(first);
        AskedForWeights().ShouldBeEmpty();
        File.ReadAllBytes(Path.Combine(second, "config.json")).ShouldBe(changed["config.json"]);
        File.ReadAllBytes(Path.Combine(first, "config.json")).ShouldBe(Files["config.json"]);
    }

    [Fact]
    public async Task A_revision_with_slashes_is_escaped_on_the_way_and_a_folder_in_the_cache()
    {
        StoredRepository stored = Hub.Add(Name, "refs/pr/1", Files);

        (await Models.OpenAsync($"{Name}@refs/pr/1")).ShouldEndWith(stored.Commit);

        Asked().ShouldContain($"/api/models/{Name}/revision/refs%2Fpr%2F1");
        File.ReadAllText(Cached("refs", "refs", "pr", "1")).ShouldBe(stored.Commit);
    }

    [Fact]
    public async Task The_parts_that_an_index_lists_are_fetched_and_no_others()
    {
        Dictionary<string, byte[]> files = Files;
        files.Remove("model.safetensors");
        files["model.safetensors.index.json"] =
            """{"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors", "c": "model-00001-of-00002.safetensors"}}"""u8.ToArray();
        files["model-00001-of-00002.safetensors"] = [1, 2, 3];
        files["model-00002-of-00002.safetensors"] = [4, 5];
        files["other.safetensors"] = [6];
        Hub.Add(Name, "main", files);

        string folder = await Models.OpenAsync(Name);

        File.ReadAllBytes(Path.Combine(folder, "model-00002-of-00002.safetensors")).ShouldBe([4, 5]);
        File.Exists(Path.Combine(folder, "other.safetensors")).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_links_cannot_be_made_there_are_copies()
    {
        Hub.Add(Name, "main", Files);
        var models = new ModelHub(Settings)
        {
            Link = new SnapshotLink((_, _) => throw new UnauthorizedAccessException("no right to link")),
        };

        string folder = await models.OpenAsync(Name);

        new FileInfo(Path.Combine(folder, "model.safetensors")).LinkTarget.ShouldBeNull();
        File.ReadAllBytes(Path.Combine(folder, "model.safetensors")).ShouldBe(Weights);
        Directory.EnumerateFiles(folder).Count().ShouldBe(3);
    }

    [Fact]
    public async Task Progress_ends_at_the_sum_of_what_was_missing()
    {
        Hub.Add(Name, "main", Files);
        var reports = new List<HubProgress>();

        await Models.OpenAsync(Name, new Reports(reports.Add));

        HubProgress last = reports[^1];
        (last.File, last.Done, last.Total).ShouldBe(("model.safetensors", Weights.Length, Weights.Length));
        reports.Where(report => report.File == last.File).Select(report => report.Done).ShouldBeInOrder();
    }

    [Fact]
    public async Task Two_at_the_same_time_download_once()
    {
        Hub.Add(Name, "main", Files);
        using var inside = new ManualResetEventSlim();
        Hub.Intercept = (request, _) =>
        {
            if (IsForWeights(request))
            {
                inside.Wait(TimeSpan.FromSeconds(1));
            }

            return false;
        };

        string[] folders = await Task.WhenAll(Models.OpenAsync(Name), Models.OpenAsync(Name));

        folders[1].ShouldBe(folders[0]);
        AskedForWeights().Length.ShouldBe(1);
    }
}
