using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>The table of dependencies in <c>CONTRIBUTING.md</c> is the truth.</summary>
public sealed class DependencyTableTests
{
    private static readonly XElement[] _versions =
        [.. XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")];

    private static readonly string[] _named =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "CONTRIBUTING.md"))
            .SkipWhile(line => !line.StartsWith("| package | for |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .SelectMany(line => line.Split('|')[1].Split(',', StringSplitOptions.TrimEntries)),
    ];

    [Fact]
    public void It_names_every_package_that_has_a_version_and_no_other() =>
        _named.ShouldBe(_versions.Select(version => version.Attribute("Include")!.Value), ignoreOrder: true);

    [Fact]
    public void Every_package_that_a_project_asks_for_has_an_exact_version()
    {
        string[] asked =
            [.. Projects().SelectMany(path => XDocument.Load(path).Descendants("PackageReference"))
                .Select(one => one.Attribute("Include")!.Value).Distinct()];

        asked.ShouldNotBeEmpty();
        asked.ShouldBeSubsetOf(_versions.Select(version => version.Attribute("Include")!.Value));
        _versions.ShouldAllBe(version => Regex.IsMatch(version.Attribute("Version")!.Value, @"^\d+\.\d+\.\d+$"));
    }

    // What users make of packages, under tests/Bench.Packages.Tests and in the template, asks for packages of Bench itself.
    private static IEnumerable<string> Projects() => new[] { "src", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.*proj", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "Directory.Build.props", SearchOption.AllDirectories)))
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}content{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !path.Contains("Bench.Packages.Tests", StringComparison.Ordinal));
}
