using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class SuiteFileTests
{
    private const string Valid = """
        name: sample
        version: 2
        dataset:
          format: csv
          path: data/texts.csv
          delimiter: ;
        models:
          - path: ../model
            sha256: abc
        target: all
        quantity: probability
        seed: 7
        removal: attention-mask
        explainers:
          - lime:samples=10
          - id: gradient
            norm: l1
        metrics: [auprc]
        """;

    [Fact]
    public void Reads_every_key_with_paths_relative_to_the_suite()
    {
        using var folder = new TemporaryFolder();
        Suite suite = SuiteFile.Read(folder.Write("suites/sample/suite.yaml", Valid));

        suite.Name.ShouldBe("sample");
        suite.Version.ShouldBe(2);
        suite.Dataset.Path.ShouldBe(Path.Combine(folder.Path, "suites", "sample", "data", "texts.csv"));
        suite.Dataset.Options["delimiter"].ShouldBe(";");
        suite.Models[0].ShouldBe(new ModelReference(Path.Combine(folder.Path, "suites", "model"), "abc") { Written = "../model" });
        suite.Target.ShouldBe(TargetChoice.All);
        suite.Quantity.ShouldBe(Quantity.Probability);
        suite.Seed.ShouldBe(7UL);
        suite.Removal.ShouldBe(Removal.AttentionMask);
        suite.Explainers.Select(spec => spec.ToString()).ShouldBe(["lime:samples=10", "gradient:norm=l1"]);
    }

    [Theory]
    [InlineData("version: 2", "version: two", ":2", "whole number")]
    [InlineData("version: 2", "verson: 2", "", "'version' is missing")]
    [InlineData("seed: 7", "sead: 7", ":12", "Did you mean 'seed' or 'seeds'?")]
    [InlineData("target: all", "target: some", ":10", "predicted | true | all")]
    [InlineData("removal: attention-mask", "removal: burn", ":13", "mask | delete | pad | attention-mask")]
    [InlineData("name: sample", "name: ../up", ":1", "cannot be a folder name")]
    [InlineData("metrics: [auprc]", "metrics: []", ":18", "is empty")]
    [InlineData("metrics: [auprc]", "metrics: [auprc, auprc]", ":18", "stands twice")]
    [InlineData("metrics: [auprc]", "metrics: [auprc", ":", "Malformed YAML")]
    [InlineData("metrics: [auprc]", "metrics: auprc", ":18", "expected a list")]
    [InlineData("  - lime:samples=10", "  - lime:samples", ":15", "has no '='")]
    public void Refuses_what_is_wrong_and_names_the_line(string text, string replacement, string place, string expected)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("suite.yaml", Valid.Replace(text, replacement, StringComparison.Ordinal));

        BenchException error = Should.Throw<BenchException>(() => SuiteFile.Read(folder.Path));

        error.Message.ShouldContain(file + place);
        error.Message.ShouldContain(expected);
    }

    [Fact]
    public void A_missing_suite_is_named() =>
        Should.Throw<BenchException>(() => SuiteFile.Read("/nowhere/suite.yaml")).Message.ShouldContain("/nowhere/suite.yaml");
}
