using System.IO.Compression;
using System.Xml.Linq;

namespace Bench.Packages.Tests;

[Collection(PackedCollection.Name)]
public sealed class PackageContentTests(PackedFixture packed)
{
    [Fact]
    public void Every_package_has_what_a_package_has()
    {
        string[] packages = Directory.GetFiles(packed.Feed, "*.nupkg");
        packages.Length.ShouldBeGreaterThan(8);
        foreach (string package in packages)
        {
            using ZipArchive archive = ZipFile.OpenRead(package);
            string name = Path.GetFileName(package)[..^($".{Dotnet.Version}.nupkg".Length)];
            name.ShouldStartWith("ExplainerBench", Case.Sensitive);
            XElement metadata = Metadata(archive);
            Text(metadata, "license").ShouldBe("MIT", name);
            Text(metadata, "description").ShouldNotBe("Package Description", name);
            archive.GetEntry("README.md").ShouldNotBeNull(name);
            bool isLibrary = archive.Entries.Any(entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal));
            if (isLibrary)
            {
                string assembly = archive.Entries.Single(entry => entry.FullName.EndsWith(".dll", StringComparison.Ordinal)).FullName;
                archive.GetEntry(Path.ChangeExtension(assembly, ".xml")).ShouldNotBeNull(name);
                File.Exists(Path.ChangeExtension(package, ".snupkg")).ShouldBeTrue(name);
            }
        }
    }

    [Fact]
    public void Nothing_but_our_own_packages_comes_along_with_the_contracts()
    {
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(packed.Feed, $"ExplainerBench.Abstractions.{Dotnet.Version}.nupkg"));

        Metadata(archive).Descendants().Where(element => element.Name.LocalName == "dependency").ShouldBeEmpty();
    }

    [Fact]
    public void The_tool_brings_suites_and_models_and_stays_below_80_MB()
    {
        string package = Path.Combine(packed.Feed, $"ExplainerBench.Tool.{Dotnet.Version}.nupkg");
        using ZipArchive archive = ZipFile.OpenRead(package);

        foreach (string suite in Directory.GetFiles(
            Path.Combine(TestKit.Repository.Root, "suites"), "suite.yaml", SearchOption.AllDirectories))
        {
            archive.GetEntry($"tools/net10.0/any/suites/{Path.GetFileName(Path.GetDirectoryName(suite))}/suite.yaml")
                .ShouldNotBeNull(suite);
        }

        archive.GetEntry("tools/net10.0/any/suites/models/sst2-bert-mini/model.safetensors").ShouldNotBeNull();
        // Nearly half of it is Skia for the systems that the command runs on.
        new FileInfo(package).Length.ShouldBeLessThan(80 << 20);
    }

    [Fact]
    public void The_template_asks_for_the_version_that_is_packed() =>
        File.ReadAllText(Path.Combine(
            TestKit.Repository.Root, "src", "Bench.Templates", "content", "bench-explainer", "MyExplainer.csproj"))
            .ShouldContain($"\"ExplainerBench.Abstractions\" Version=\"{Dotnet.Version}\"");

    private static XElement Metadata(ZipArchive archive)
    {
        using Stream stream = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream).Root!;
    }

    private static string? Text(XElement metadata, string name) =>
        metadata.Descendants().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
}
