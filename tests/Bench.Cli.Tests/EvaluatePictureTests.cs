using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary><c>evaluate --image</c>, and what of it runs refuse.</summary>
public sealed class EvaluatePictureTests : IDisposable
{
    private static readonly string _image = Path.Combine(Repository.Root, "suites", "shapes", "pictures", "images", "000.png");
    private static readonly string _mask = _image.Replace("images", "masks", StringComparison.Ordinal);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Scores_of_patches_are_judged_by_a_mask_as_in_the_run()
    {
        JsonElement one = BenchProcess.Run(
            "explain", "--model", "shapes-vit-mini", "--image", _image, "--explainer", "leave-one-out", "--format", "json").Json();
        string scores = one.GetProperty("explanations")[0].GetProperty("scores").GetRawText();

        JsonElement judged = Evaluate(scores, "--mask", _mask, "--metrics", "auprc,relevance-mass", "--format", "json").Json();

        string[] reference = File.ReadAllLines(Path.Combine(Repository.Root, "results", "shapes", "shapes-vit-mini", "scores.csv"));
        foreach (JsonElement metric in judged.GetProperty("scores").EnumerateArray())
        {
            string name = metric.GetProperty("metric").GetString()!;
            string row = reference.Single(line => line.StartsWith($"shape-0,square,leave-one-out,{name},", StringComparison.Ordinal));
            metric.GetProperty("value").GetDouble()
                .ShouldBe(double.Parse(row.Split(',')[4], System.Globalization.CultureInfo.InvariantCulture), 1e-3, name);
        }
    }

    [Fact]
    public void Another_picture_takes_the_place_of_pixels()
    {
        string scores = $"[{string.Join(',', Enumerable.Range(0, 65))}]";

        Evaluate(scores, "--metrics", "aopc-comprehensiveness:removal=reference").ShouldBeRefused("--reference-image");
        Evaluate(scores, "--metrics", "aopc-comprehensiveness:removal=reference", "--reference-image", _image, "--format", "json").Json()
            .GetProperty("scores")[0].GetProperty("value").GetDouble().ShouldBe(0);
    }

    [Fact]
    public void What_is_about_the_other_kind_of_input_is_refused()
    {
        Evaluate("[0]", "--rationale", "rationale.json").ShouldBeRefused("--mask FILE");
        BenchProcess.Run("evaluate", "a text", "--scores", "scores.json", "--mask", _mask).ShouldBeRefused("--image FILE");
        BenchProcess.Run("evaluate", "--model", "shapes-vit-mini", "--scores", "scores.json").ShouldBeRefused("--image FILE");
    }

    [Theory]
    [InlineData("--explainers", "leave-one-out:removal=reference")]
    [InlineData("--explainers", "integrated-gradients:baseline=image")]
    [InlineData("--metrics", "aopc-comprehensiveness:removal=reference")]
    [InlineData("--removal", "reference")]
    public void A_run_refuses_it_before_it_begins(string option, string value)
    {
        BenchProcess.Run("run", "shapes", option, value, "--out", _folder.Path).ShouldBeRefused("another picture", "suite.yaml");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    private BenchProcess.Outcome Evaluate(string scores, params string[] options) => BenchProcess.Run(
        ["evaluate", "--model", "shapes-vit-mini", "--image", _image, "--scores", _folder.Write("scores.json", scores), .. options]);
}
