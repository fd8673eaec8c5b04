using Bench.Abstractions;

namespace Bench.Hub.Tests;

/// <summary>Something stands in the cache where something else should.</summary>
public sealed class BlockedCacheTests : HubFixture
{
    [Theory]
    [InlineData("blobs")]
    [InlineData("snapshots")]
    [InlineData("refs")]
    public async Task A_file_in_place_of_a_folder_is_named(string folder)
    {
        Hub.Add(Name, "main", Files);
        Folder.Write(Path.GetRelativePath(Folder.Path, Cached(folder)), "in the way");

        await ShouldBeRefused(folder);
    }

    [Fact]
    public async Task A_folder_in_place_of_a_file_is_named()
    {
        string commit = Hub.Add(Name, "main", Files).Commit;
        Directory.CreateDirectory(Cached("snapshots", commit, "config.json"));

        await ShouldBeRefused("config.json");
    }

    [Fact]
    public async Task A_file_in_place_of_the_locks_is_named()
    {
        Hub.Add(Name, "main", Files);
        Folder.Write("hub/.locks", "in the way");

        await ShouldBeRefused(".locks");
    }

    private async Task ShouldBeRefused(string place)
    {
        BenchException refused = await Should.ThrowAsync<BenchException>(Models.OpenAsync(Name));

        refused.Problem.ShouldStartWith("The cache cannot be used");
        refused.Where!.ShouldContain(place);
        refused.Remedy.ShouldContain("HF_HUB_CACHE");
    }
}
