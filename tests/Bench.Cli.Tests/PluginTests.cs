using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>Plug-ins in a folder, as their authors hand them out: an assembly that references the contracts only.</summary>
public sealed class PluginTests
{
    private static readonly string _configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    private static readonly string _sample = Path.Combine(Repository.Root, "artifacts", "bin", "Bench.Samples.Banzhaf", _configuration);

    private static readonly string _bert = Path.Combine(Repository.Golden, "models", "bert-micro");

    [Fact]
    public void Its_explainers_are_listed_and_explain()
    {
        BenchProcess.Run("list", "explainers", "--plugins", _sample, "--format", "json").Json()
            .EnumerateArray().Select(entry => entry.GetProperty("id").GetString()).ShouldContain("banzhaf");
        JsonElement explanation = BenchProcess.Run(
            "explain", "--model", _bert, "--text", "a great film", "--explainer", "banzhaf:samples=40", "--plugins", _sample, "--format", "json")
            .Json().GetProperty("explanations")[0];

        explanation.GetProperty("explainer").GetString().ShouldBe("banzhaf");
        explanation.GetProperty("options").GetProperty("samples").GetInt32().ShouldBe(40);
        explanation.GetProperty("cost").GetProperty("rows_forward").GetInt32().ShouldBe(40);
    }

    [Fact]
    public void Without_the_folder_it_is_unknown() =>
        BenchProcess.Run("explain", "--model", _bert, "--text", "a great film", "--explainer", "banzhaf").ShouldBeRefused("'banzhaf'");

    [Fact]
    public void Folders_without_a_plug_in_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("native.dll"), "no assembly");

        BenchProcess.Run("list", "explainers", "--plugins", folder.Path).ShouldBeRefused("None of its 1 assemblies", "IBenchPlugin");
        BenchProcess.Run("list", "explainers", "--plugins", folder.File("nowhere")).ShouldBeRefused("no such folder");
    }

    [Fact]
    public void An_id_that_is_taken_is_refused()
    {
        using var folder = new TemporaryFolder();
        foreach (string copy in new[] { "one", "two" })
        {
            Directory.CreateDirectory(folder.File(copy));
            File.Copy(Path.Combine(_sample, "Bench.Samples.Banzhaf.dll"), Path.Combine(folder.File(copy), "Bench.Samples.Banzhaf.dll"));
        }

        BenchProcess.Run("list", "explainers", "--plugins", folder.Path).ShouldBeRefused("'banzhaf'", Path.Combine("two", "Bench.Samples.Banzhaf.dll"));
    }
}
