using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary><c>explain --image</c> as it is typed.</summary>
public sealed class ImageTests : IDisposable
{
    private static readonly string _model = Repository.Model("shapes-vit-mini");
    private static readonly string _image = Path.Combine(Repository.Root, "suites", "shapes", "pictures", "images", "000.png");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_has_the_picture_tokens_and_pixels()
    {
        JsonElement one = Json("--explainer", "gradient-x-input", "--explainer", "leave-one-out");

        one.GetProperty("task").GetString().ShouldBe("image");
        one.GetProperty("target").GetProperty("label").GetString().ShouldBe("square");
        one.GetProperty("image").GetProperty("file").GetString().ShouldBe("000.png");
        one.GetProperty("image").GetProperty("columns").GetInt32().ShouldBe(8);
        one.GetProperty("tokens").GetArrayLength().ShouldBe(65);
        JsonElement[] explanations = [.. one.GetProperty("explanations").EnumerateArray()];
        double[] pixels =
            [.. explanations[0].GetProperty("pixel_scores").EnumerateArray().SelectMany(row => row.EnumerateArray())
                .Select(value => value.GetDouble())];
        pixels.Length.ShouldBe(1024);
        pixels.Sum().ShouldBe(explanations[0].GetProperty("scores").EnumerateArray().Sum(value => value.GetDouble()), 1e-6);
        explanations[1].TryGetProperty("pixel_scores", out _).ShouldBeFalse();
    }

    [Fact]
    public void Superpixels_have_scores_of_their_own()
    {
        JsonElement one = Json("--explainer", "leave-one-out", "--granularity", "superpixel", "--superpixels", "12");

        JsonElement explanation = one.GetProperty("explanations")[0];
        explanation.GetProperty("units").GetArrayLength().ShouldBeInRange(4, 20);
        explanation.GetProperty("pixel_scores").GetArrayLength().ShouldBe(32);
    }

    [Fact]
    public void Pictures_are_drawn_without_a_browser()
    {
        string png = _folder.File("a.png"), svg = _folder.File("a.svg");

        BenchProcess.Outcome outcome = Explain(
            "--explainer", "gradient-x-input", "--png", png, "--svg", svg, "--view", "heat-map", "--sign", "positive", "--side-by-side");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        File.ReadAllBytes(png)[..4].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
        string text = File.ReadAllText(svg);
        text.ShouldContain("square: gradient-x-input");
        text.Split("data:image/png;base64,").Length.ShouldBe(3);
    }

    [Fact]
    public void Another_picture_takes_the_place_of_what_is_removed()
    {
        string other = Path.Combine(Path.GetDirectoryName(_image)!, "001.png");

        Json("--explainer", "leave-one-out:removal=reference", "--explainer", "integrated-gradients:baseline=image", "--reference-image",
            other)
            .GetProperty("explanations").GetArrayLength().ShouldBe(2);
        Error("--explainer", "leave-one-out:removal=reference").ShouldContain("--reference-image");
    }

    [Theory]
    [InlineData("--explainer hotflip", "hotflip")]
    [InlineData("--granularity word", "no words")]
    [InlineData("--cell 4", "--granularity cell")]
    [InlineData("--granularity cell --cell 0", "cell")]
    [InlineData("--outliers 1", "outliers")]
    [InlineData("--text x", "Leave out one")]
    public void What_does_not_fit_a_picture_is_refused(string options, string message) => Error(options.Split(' ')).ShouldContain(message);

    [Fact]
    public void Pictures_and_texts_are_told_apart()
    {
        BenchProcess.Outcome text = BenchProcess.Run("explain", "--model", _model, "--text", "a film");
        BenchProcess.Outcome picture = BenchProcess.Run("explain", "--model", Repository.Model("bert-micro"), "--image", _image);

        (text.ExitCode, picture.ExitCode).ShouldBe((2, 2));
        text.Error.ShouldContain("--image");
        picture.Error.ShouldContain("takes texts");
    }

    [Fact]
    public void The_profile_of_transformers_interpret_explains_the_logit_through_noise()
    {
        JsonElement one = Json("--profile", "transformers-interpret");

        one.GetProperty("quantity").GetString().ShouldBe("logit");
        one.GetProperty("explanations")[0].GetProperty("options").GetProperty("of").GetString().ShouldBe("integrated-gradients");
    }

    private static JsonElement Json(params string[] options)
    {
        BenchProcess.Outcome outcome = Explain([.. options, "--format", "json"]);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        JsonSchemaCheck.Check(JsonSchemaCheck.Published("explanation.schema.json"), outcome.Output).ShouldBeEmpty();
        return JsonDocument.Parse(outcome.Output).RootElement.Clone();
    }

    private static string Error(params string[] options)
    {
        BenchProcess.Outcome outcome = Explain(options);
        outcome.ExitCode.ShouldBe(2, outcome.Output);
        return outcome.Error;
    }

    private static BenchProcess.Outcome Explain(params string[] options) =>
        BenchProcess.Run(["explain", "--model", _model, "--image", _image, .. options]);
}
