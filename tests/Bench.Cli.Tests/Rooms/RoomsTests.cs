using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>Inside every project arrows between rooms go one way: whoever changes a room knows whom it may hurt.</summary>
public sealed class RoomsTests
{
    public static TheoryData<string> Projects =>
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_rooms_need_each_other(string project)
    {
        RoomGraph graph = RoomGraph.Of(Path.Combine(Repository.Root, "src", project));

        IReadOnlyList<string> circle = graph.Circle();
        var steps = circle.Zip(circle.Skip(1)).ToHashSet();
        graph.Uses.Where(use => steps.Contains((use.From, use.To))).Select(use => $"{use.From} → {use.To}: {use.Example}").ShouldBeEmpty();
    }

    [Fact]
    public void A_circle_is_found()
    {
        using var folder = new TemporaryFolder();
        foreach ((string room,
            string text) in new[] { ("A", "class One { Two? two; }"), ("B", "class Two { void M() { Three.N(); } }"),
                ("C", "class Three { public static object N() => new One(); }") })
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, room));
            File.WriteAllText(Path.Combine(folder.Path, room, "File.cs"), text);
        }

        RoomGraph.Of(folder.Path).Circle().ShouldBe(["A", "B", "C", "A"]);
    }
}
