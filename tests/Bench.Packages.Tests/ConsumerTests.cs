using System.Text.Json;
using Bench.TestKit;

namespace Bench.Packages.Tests;

/// <summary>What users make of the packages: programs, notebooks, plug-ins, the command.</summary>
[Collection(PackedCollection.Name)]
public sealed class ConsumerTests(PackedFixture packed)
{
    private static readonly string _model = Repository.Model("sst2-bert-mini");

    // As docs/library.md has it: ten lines.
    private const string Program =
        """
        using Bench;

        using var bench = Explainer.Open(args[0]);
        var explained = bench.Explain("Not a dull moment in it.", target: "POSITIVE", explainers: ["gradient-x-input", "lime:samples=100"]);
        explained.ShowTable();
        foreach ((string token, double score) in explained.Tokens.Zip(explained["lime"].Scores))
        {
            Console.WriteLine($"{token} {score:F3}");
        }
        bench.Evaluate(explained, rationale: ["not a dull moment"]).ShowTable();
        """;

    [Fact]
    public void A_console_program_explains_and_evaluates()
    {
        Project("Console", Program);
        Build("Console");

        string output = Run("Console", _model);

        output.ShouldContain("gradient-x-input");
        output.ShouldContain("[CLS] ");
        output.ShouldContain("auprc ↑");
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "library.md")).ReplaceLineEndings("\n")
            .ShouldContain(Program.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_code_of_the_sample_notebook_runs()
    {
        Project("Notebook", NotebookCode.Of(Path.Combine(Repository.Root, "docs", "notebook.ipynb"), _model));
        Build("Notebook");

        string output = Run("Notebook");

        output.ShouldContain("shown: ExplainedText");
        output.ShouldContain("shown: EvaluatedText");
    }

    [Fact]
    public void A_template_becomes_a_plugin_that_the_installed_command_runs()
    {
        string[] hive = ["--debug:custom-hive", Path.Combine(packed.Folder, "hive")];
        Dotnet.Run(
            packed.Folder, ["new", "install", Path.Combine(packed.Feed, $"ExplainerBench.Templates.{Dotnet.Version}.nupkg"), .. hive]);
        Dotnet.Run(packed.Folder, ["new", "bench-explainer", "--name", "WindowLoss", "--output", "WindowLoss", .. hive]);
        Build("WindowLoss");

        string output = Dotnet.Start(
            packed.Tool, packed.Folder, [], "explain", "--model", _model, "--text", "Not a dull moment.", "--format", "json",
            "--plugins", Path.Combine(packed.Folder, "WindowLoss", "bin", "Release", "net10.0"), "--explainer",
            "window-loss:removal=delete", "--explainer", "leave-one-out:removal=delete");

        JsonElement explanations = JsonSerializer.Deserialize<JsonElement>(output).GetProperty("explanations");
        explanations[0].GetProperty("name").GetString().ShouldBe("window-loss:removal=delete");

        // With a window of one token it is what leave-one-out is.
        double[][] scores =
            [.. explanations.EnumerateArray()
                .Select(entry => entry.GetProperty("scores").EnumerateArray().Select(score => score.GetDouble()).ToArray())];
        scores[0].Zip(scores[1]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
    }

    [Fact]
    public void The_installed_command_explains_a_model_of_the_hub()
    {
        using var hub = new HubStandIn();
        hub.AddFolder("bench/sst2-bert-mini", _model);

        string output = Dotnet.Start(
            packed.Tool, packed.Folder,
            [("HF_ENDPOINT", hub.Endpoint.AbsoluteUri), ("HF_HOME", Path.Combine(packed.Folder, "home")), ("HF_HUB_CACHE", "")],
            "explain", "--model", "bench/sst2-bert-mini", "--text", "Not a dull moment in it.");

        output.ShouldContain("POSITIVE");
        output.ShouldContain("partition-shap");
    }

    [Fact]
    public void The_installed_command_runs_the_suites_that_came_with_it()
    {
        string there = Path.Combine(packed.Folder, "nowhere");
        Directory.CreateDirectory(there);

        string output = Dotnet.Start(packed.Tool, there, [("BENCH_ROOT", "")], "run", "closed-form", "--limit", "3");

        output.ShouldContain("polynomial");
        Directory.GetFiles(Path.Combine(there, "runs", "closed-form"), "report.html", SearchOption.AllDirectories).Length.ShouldBe(3);
        Dotnet.Start(packed.Tool, there, [("BENCH_ROOT", "")], "explain", "--model", "sst2-bert-mini", "--text", "Not a dull moment.")
            .ShouldContain("POSITIVE");
    }

    private void Project(string name, string program)
    {
        packed.Write($"{name}/{name}.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ExplainerBench" Version="{Dotnet.Version}" />
              </ItemGroup>
            </Project>
            """);
        packed.Write($"{name}/Program.cs", program);
    }

    private void Build(string name) =>
        Dotnet.Run(packed.Folder, "build", name, "--configuration", "Release", "--nologo", "--verbosity", "quiet", "-p:NuGetAudit=false",
            "-p:UseSharedCompilation=false");

    private string Run(string name, params string[] arguments) =>
        Dotnet.Start(
            "dotnet", packed.Folder, [], [Path.Combine(packed.Folder, name, "bin", "Release", "net10.0", $"{name}.dll"), .. arguments]);
}
