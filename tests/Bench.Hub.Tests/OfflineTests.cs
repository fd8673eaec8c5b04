using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Hub.Tests;

public sealed class OfflineTests : HubFixture
{
    private ModelHub Offline => new(Settings with { Offline = true });

    [Fact]
    public async Task A_cached_model_needs_no_hub()
    {
        Hub.Add(Name, "main", Files);
        string folder = await Models.OpenAsync(Name);
        Hub.Requests.Clear();

        (await Offline.OpenAsync(Name)).ShouldBe(folder);

        Hub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_snapshot_that_python_made_is_used_as_it_is()
    {
        const string Commit = "0123456789abcdef0123456789abcdef01234567";
        foreach ((string name, byte[] content) in Files)
        {
            Folder.Write(Path.GetRelativePath(Folder.Path, Cached("snapshots", Commit, name)), content);
        }

        Folder.Write(Path.GetRelativePath(Folder.Path, Cached("refs", "main")), Commit);

        (await Offline.OpenAsync(Name)).ShouldBe(Cached("snapshots", Commit));
    }

    [Fact]
    public async Task What_is_not_cached_is_named()
    {
        BenchException refused = await Should.ThrowAsync<BenchException>(Offline.OpenAsync(Name));

        refused.Problem.ShouldContain($"'{Name}' is not in the cache");
        Hub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_snapshot_that_lacks_a_file_names_it()
    {
        Hub.Add(Name, "main", Files);
        string folder = await Models.OpenAsync(Name);
        File.Delete(Path.Combine(folder, "tokenizer.json"));

        (await Should.ThrowAsync<BenchException>(Offline.OpenAsync(Name))).Problem.ShouldContain("lacks a tokenizer's file");
    }

    [Fact]
    public async Task A_hub_that_cannot_be_reached_leaves_the_cache()
    {
        Hub.Add(Name, "main", Files);
        string folder = await Models.OpenAsync(Name);
        Hub.Dispose();
        var notes = new List<string>();

        (await Models.OpenAsync(Name, note: notes.Add)).ShouldBe(folder);
        notes.Single().ShouldContain("taken from the cache");

        BenchException refused = await Should.ThrowAsync<BenchException>(Models.OpenAsync("org/other"));
        refused.Problem.ShouldContain("is not in the cache, and the hub cannot be reached");
    }

    [Fact]
    public async Task Cached_models_are_listed()
    {
        StoredRepository stored = Hub.Add(Name, "main", Files);
        string folder = await Models.OpenAsync(Name);
        File.Delete(Path.Combine(await Models.OpenAsync(Name), "tokenizer.json"));
        Directory.CreateDirectory(Path.Combine(Settings.Cache, "models--org--empty"));
        Directory.CreateDirectory(Path.Combine(Settings.Cache, "datasets--org--texts"));

        CachedModel model = CachedModel.In(Settings.Cache).Single();

        (model.Repository, model.Commit, model.Folder).ShouldBe((Name, stored.Commit, folder));
        model.Revisions.ShouldBe(["main"]);
        model.Bytes.ShouldBe(Weights.Length + Files["config.json"].Length);
        model.Architecture.ShouldBe("BertForSequenceClassification");
        model.Missing.ShouldBe("a tokenizer's file");
        CachedModel.In(Path.Combine(Folder.Path, "nothing")).ShouldBeEmpty();
    }
}
