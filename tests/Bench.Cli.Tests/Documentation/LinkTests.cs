using System.Text.RegularExpressions;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>What the documentation points at is there.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] _folders = ["docs", "src", "suites", "results", "tests"];

    [Fact]
    public void Every_link_to_a_file_leads_somewhere() =>
        Directory.GetFiles(Repository.Root, "*.md").Concat(_folders.SelectMany(Pages)).SelectMany(Broken).ShouldBeEmpty();

    [Fact]
    public void Every_room_stands_in_the_map_of_the_projects()
    {
        string source = Path.Combine(Repository.Root, "src");
        string map = File.ReadAllText(Path.Combine(source, "README.md"));

        Directory.GetDirectories(source).SelectMany(Directory.GetDirectories)
            .Where(room => Path.GetFileName(room) is not ("bin" or "obj") && !map.Contains($"`{Path.GetFileName(room)}`"))
            .ShouldBeEmpty();
    }

    private static string[] Pages(string folder) =>
        Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories);

    private static IEnumerable<string> Broken(string page) => Link().Matches(File.ReadAllText(page))
        .Select(match => match.Groups[1].Value)
        .Where(link => !link.StartsWith("http", StringComparison.Ordinal) && link[0] != '#')
        .Where(link => !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, link.Split('#')[0])))
        .Select(link => $"{Path.GetRelativePath(Repository.Root, page)}: {link}");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
