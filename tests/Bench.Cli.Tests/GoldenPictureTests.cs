using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>The program on pictures against transformers: logits and explanations as <c>explain</c> prints them.</summary>
public sealed class GoldenPictureTests
{
    private const double Absolute = 1e-5;
    private const double Relative = 1e-4;

    [Theory]
    [MemberData(nameof(GoldenTask.Pictures), MemberType = typeof(GoldenTask))]
    public void Explanations_are_those_of_the_reference(string model)
    {
        JsonElement golden = GoldenJson.Read(GoldenTask.CaseFile(model)).At("cases").EnumerateArray().First();
        JsonElement target = golden.At("targets").EnumerateArray().First();
        using var folder = new TemporaryFolder();
        string file = folder.Write("pixels.json", golden.GetRawText());

        JsonElement printed = BenchProcess.Run(
            "explain", "--model", GoldenTask.Model(model), "--tokens-json", file, "--format", "json",
            "--target", FormattableString.Invariant($"{target.At("target", "index").GetInt32()}"), "--explainer", "gradient-x-input")
                .Json();

        printed.At("task").GetString().ShouldBe("image");
        printed.At("target", "kind").GetString().ShouldBe("class");
        Close.Within(golden.At("logits").Doubles(), printed.At("logits").Doubles(), Absolute, Relative, "logits");
        double[][] pixels =
            [.. printed.At("explanations").EnumerateArray().First().At("pixel_scores").EnumerateArray().Select(row => row.Doubles())];
        double[] scores = [.. printed.At("explanations").EnumerateArray().First().At("scores").Doubles()];
        int square = golden.At("patch").GetInt32(), across = pixels[0].Length / square;
        double[] sums = [.. Enumerable.Range(0, across * across).Select(i =>
            pixels.Skip(i / across * square).Take(square).Sum(row => row.Skip(i % across * square).Take(square).Sum()))];
        Close.Within(target.At("gradient_x_input_per_patch").Doubles(), sums, Absolute, Relative, "sums of pixels");
        scores.Sum().ShouldBe(sums.Sum(), 1e-6);
        JsonElement image = printed.At("image");
        (image.At("rows").GetInt32() * image.At("columns").GetInt32()).ShouldBe(
            scores.Length - printed.At("tokens").EnumerateArray().Count(token => token.At("special").GetBoolean()));
    }

    [Theory]
    [InlineData("""{ "pixel_values": [[[0, 1], [0, 1]], [[0, 1], [0, 1]], [[0, 1], [0, 1]]] }""")]
    [InlineData("""{ "inputs": { "pixel_values": [[[0, 1], [0, 1]], [[0, 1], [0, 1]], [[0, 1], [0, 1]]] } }""")]
    public void Values_of_another_size_are_refused(string values)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("pixels.json", values);

        BenchProcess.Run("explain", "--model", GoldenTask.Model("vit"), "--tokens-json", file)
            .ShouldBeRefused("pixels.json", "3 × 32 × 32");
    }

    [Theory]
    [InlineData("attention-rollout")]
    [InlineData("chefer")]
    [InlineData("value-zeroing")]
    [InlineData("deeplift")]
    public void What_windows_do_not_give_is_refused_by_name(string explainer)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write(
            "pixels.json", GoldenJson.Read(GoldenTask.CaseFile("swin")).At("cases").EnumerateArray().First().GetRawText());

        BenchProcess.Run("explain", "--model", GoldenTask.Model("swin"), "--tokens-json", file, "--explainer", explainer)
            .ShouldBeRefused(explainer);
    }
}
