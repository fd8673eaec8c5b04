using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Pictures.Tests;

public sealed class ProcessorFileTests
{
    [Fact]
    public void An_old_file_without_a_type_is_ViTs()
    {
        ProcessorSettings settings = Read(
            """{"do_normalize": true, "do_resize": true, "image_mean": [0.5, 0.25, 0.5], "image_std": 0.5, "size": 224}""");

        settings.Size.ShouldBe(new PictureSize(224, 224));
        (settings.Resampling, settings.Crop, settings.Scale).ShouldBe((Resampling.Bilinear, null, 1.0 / 255));
        settings.Mean.ShouldBe([0.5f, 0.25f, 0.5f]);
        settings.Deviation.ShouldBe([0.5f, 0.5f, 0.5f]);
    }

    [Fact]
    public void Height_and_width_are_told_apart() =>
        Read("""{"size": {"height": 32, "width": 64}}""").Size.ShouldBe(new PictureSize(64, 32));

    [Fact]
    public void DeiT_resizes_to_256_and_cuts_224_out()
    {
        ProcessorSettings settings = Read("""{"image_processor_type": "DeiTImageProcessor"}""");

        (settings.Size, settings.Crop,
            settings.Resampling).ShouldBe((new PictureSize(256, 256), new PictureSize(224, 224), Resampling.Bicubic));
        RgbImage image = RgbImage.Black(256, 256);
        image.Pixels[3 * ((16 * 256) + 16)] = 200;
        settings.Fit(image, "").Pixels[0].ShouldBe((byte)200);
    }

    [Theory]
    [InlineData(100, 50, 64, 32)]
    [InlineData(50, 101, 32, 64)]
    public void The_shortest_edge_keeps_proportions(int width, int height, int expectedWidth, int expectedHeight)
    {
        ProcessorSettings settings = Read("""{"size": {"shortest_edge": 32}}""");

        RgbImage fitted = settings.Fit(RgbImage.Black(width, height), "");

        (fitted.Width, fitted.Height).ShouldBe((expectedWidth, expectedHeight));
        settings.Result.ShouldBeNull();
    }

    [Fact]
    public void Nothing_is_done_that_is_switched_off()
    {
        ProcessorSettings settings = Read("""{"do_resize": false, "do_rescale": false, "do_normalize": false, "image_mean": [9, 9, 9]}""");

        var image = new RgbImage(1, 1, [1, 2, 3]);
        settings.Fit(image, "").ShouldBe(image);
        settings.Normalise(image).ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData("""{"image_processor_type": "ConvNextImageProcessor"}""", "ConvNextImageProcessor")]
    [InlineData("""{"crop_pct": 0.9}""", "crop_pct")]
    [InlineData("""{"do_pad": true}""", "do_pad")]
    [InlineData("""{"resample": 1}""", "resample")]
    [InlineData("""{"size": 0}""", "size")]
    [InlineData("""{"size": 100000}""", "size")]
    [InlineData("""{"size": {"longest_edge": 5}}""", "size")]
    [InlineData("""{"do_center_crop": true, "crop_size": {"shortest_edge": 5}}""", "crop_size")]
    [InlineData("""{"image_std": [1, 0, 1]}""", "image_std")]
    [InlineData("""{"image_mean": [1, 1e99, 1]}""", "image_mean")]
    [InlineData("""{"image_mean": [1, 1]}""", "image_mean")]
    [InlineData("""{"rescale_factor": -1}""", "rescale_factor")]
    [InlineData("""{"do_resize": 1}""", "do_resize")]
    public void What_changes_numbers_and_is_not_known_is_refused_by_name(string json, string name) =>
        Should.Throw<BenchException>(() => Read(json)).Message.ShouldContain(name);

    [Fact]
    public void A_picture_smaller_than_what_is_cut_out_is_refused() =>
        Should.Throw<BenchException>(() =>
            Read("""{"do_resize": false, "do_center_crop": true, "crop_size": 8}""").Fit(RgbImage.Black(8, 7), "small.png"))
            .Message.ShouldContain("8 × 7");

    private static ProcessorSettings Read(string json)
    {
        using var folder = new TemporaryFolder();
        folder.Write(ProcessorFile.Name, json);
        return ProcessorFile.Read(folder.Path);
    }
}
