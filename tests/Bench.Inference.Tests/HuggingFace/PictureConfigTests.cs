using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>What config.json and preprocessor_config.json say of the pictures that a model sees.</summary>
public sealed class PictureConfigTests
{
    [Fact]
    public void A_model_sees_what_its_processor_makes()
    {
        using ModelCopy copy = Vit();
        File.WriteAllText(copy.File("preprocessor_config.json"), """{"size": {"height": 48, "width": 40}, "resample": 2}""");

        using ManagedEncoder model = ManagedCore.Load(copy.Folder);

        PictureShape shape = model.Info.Picture!;
        (shape.Width, shape.Height, shape.Rows, shape.Columns, shape.Places).ShouldBe((40, 48, 6, 5, 31));
        var input = TokenizedText.Of(new PictureInput { Shape = shape, Pixels = new float[3 * 40 * 48] });
        model.Predict([input.Row])[0].Span.Length.ShouldBe(3);
    }

    [Fact]
    public void A_crop_comes_behind_the_size()
    {
        using ModelCopy copy = Vit();
        File.WriteAllText(
            copy.File("preprocessor_config.json"), """{"size": {"shortest_edge": 64}, "do_center_crop": true, "crop_size": 16}""");

        using ModelFolder folder = ModelFolder.Open(copy.Folder);

        folder.Config.Picture!.Width.ShouldBe(16);
        folder.Config.Picture.Places.ShouldBe(5);
    }

    [Theory]
    [InlineData("{\"size\": 36}", "no whole patches")]
    [InlineData("{\"size\": {\"height\": 0, \"width\": 32}}", "not allowed")]
    public void Sizes_that_patches_do_not_fit_are_refused(string processor, string problem)
    {
        using ModelCopy copy = Vit();
        File.WriteAllText(copy.File("preprocessor_config.json"), processor);

        Should.Throw<BenchException>(() => ModelFolder.Open(copy.Folder)).Problem.ShouldContain(problem);
    }

    [Theory]
    [InlineData("num_channels", "1", "channels")]
    [InlineData("patch_size", "[8, 4]", "squares")]
    [InlineData("image_size", "[32]", "list")]
    [InlineData("image_size", "100000", "100000")]
    public void Settings_that_no_core_computes_are_refused(string key, string value, string problem)
    {
        using ModelCopy copy = Vit();
        copy.Configure(config => config[key] = JsonNode.Parse(value));

        Should.Throw<BenchException>(() => ModelFolder.Open(copy.Folder)).ToString().ShouldContain(problem);
    }

    private static ModelCopy Vit() => new(new DirectoryInfo(GoldenTask.Model("vit")));
}
