using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Pictures.Tests;

public sealed class PictureProcessorTests
{
    private static readonly string _golden = Path.Combine(Repository.Golden, "images");
    private static readonly PictureShape _shape = new(32, 32, 8) { SpecialTokens = ["[CLS]"] };

    private static readonly ProcessorSettings _settings = new()
    {
        Size = new PictureSize(32, 32),
        Mean = [0.5f, 0.4f, 0.3f],
        Deviation = [0.5f, 0.25f, 0.2f],
    };

    [Fact]
    public void A_file_becomes_tokens_that_can_be_shown_again()
    {
        TokenizedText input = new PictureProcessor(_settings, _shape, "").Read(Path.Combine(_golden, "exact.png"));

        input.Tokens.Length.ShouldBe(17);
        input.Picture!.Source.ShouldBe("exact.png");
        input.Picture.Rgb.ToArray().ShouldBe(PictureFile.Read(Path.Combine(_golden, "exact.png")).Pixels);
        PictureFile.Decode(PngBytes.Of(32, 32, input.Picture.Rgb.Span), "").Pixels.ShouldBe(input.Picture.Rgb.ToArray());
    }

    [Fact]
    public void Bytes_and_ready_values_are_read_alike()
    {
        var processor = new PictureProcessor(_settings, _shape, "");
        TokenizedText input = processor.Read(File.ReadAllBytes(Path.Combine(_golden, "wide.png")), "wide.png");

        processor.Read(input.Picture!.Pixels).Row.Pixels.ToArray().ShouldBe(input.Row.Pixels.ToArray());
        Should.Throw<BenchException>(() => processor.Read(new float[3])).Problem.ShouldContain("3 values");
        Should.Throw<BenchException>(() => processor.Read(Enumerable.Repeat(float.NaN, 3072).ToArray())).Problem.ShouldContain("NaN");
    }

    [Fact]
    public void A_mask_is_resized_and_cut_as_the_picture_is()
    {
        var processor = new PictureProcessor(
            new ProcessorSettings { Size = new PictureSize(40, 40), Resampling = Resampling.Bicubic, Crop = new PictureSize(32, 32) },
            _shape, "");
        bool[] left = [.. Enumerable.Range(0, 80 * 80).Select(pixel => pixel % 80 < 40)];

        bool[] mask = [.. processor.ReadMask(
            new PictureMask { Width = 80, Height = 80, Pixels = [.. left] }, PngBytes.Of(80, 80, new byte[3 * 80 * 80]), "mask")];

        // 80 becomes 40, of which 4 are cut off at each side: 16 columns are left of the middle.
        mask.ShouldBe(Enumerable.Range(0, 32 * 32).Select(pixel => pixel % 32 < 16));
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(128, 32)]
    [InlineData(1, 1)]
    [InlineData(32, 31)]
    public void A_mask_of_another_size_than_its_picture_is_refused(int width, int height)
    {
        var processor = new PictureProcessor(_settings, _shape, "");
        byte[] picture = PngBytes.Of(32, 32, new byte[3 * 32 * 32]);
        var pixels = new PictureMask { Width = width, Height = height, Pixels = [.. new bool[width * height]] };
        var file = new PictureMask { File = DataFile.Of("m.png", PngBytes.Of(width, height, new byte[3 * width * height])) };

        foreach (PictureMask mask in (PictureMask[])[pixels, file])
        {
            Should.Throw<BenchException>(() => processor.ReadMask(mask, picture, "row 7")).Message
                .ShouldStartWith($"row 7: The mask has {width} × {height} pixels, its picture, upright, 32 × 32.");
        }
    }

    [Fact]
    public void A_mask_is_of_the_picture_as_it_is_seen_and_not_as_it_is_stored()
    {
        byte[] turned = PictureFileTests.Turned(6);
        (int width, int height) = PictureFile.SizeOf(turned, "");
        var processor = new PictureProcessor(_settings, _shape, "");

        processor.ReadMask(Marked(width, height), turned, "").ShouldAllBe(marked => marked);
        Should.Throw<BenchException>(() => processor.ReadMask(Marked(height, width), turned, ""));

        static PictureMask Marked(int width, int height) =>
            new() { Width = width, Height = height, Pixels = [.. Enumerable.Repeat(true, width * height)] };
    }

    [Theory]
    [InlineData(1, 60_000, 4096, true)]
    [InlineData(60_000, 1, 4096, true)]
    [InlineData(60, 1_000_000, 720, false)]
    public void Long_thin_pictures_do_not_grow_without_bound(int width, int height, int edge, bool isShortest)
    {
        var settings = new ProcessorSettings { Size = new PictureSize(edge, edge, isShortest), Crop = new PictureSize(32, 32) };

        Should.Throw<BenchException>(() => settings.Fit(RgbImage.Black(width, height), "p.png")).Problem
            .ShouldStartWith($"The picture has {width} × {height} pixels");
    }

    [Fact]
    public void Settings_of_another_model_are_refused()
    {
        Should.Throw<BenchException>(() => new PictureProcessor(_settings, new PictureShape(64, 64, 8), "file")).Message
            .ShouldContain("32 × 32");
        var asItIs = new PictureProcessor(new ProcessorSettings(), _shape, "file");
        Should.Throw<BenchException>(() => asItIs.Read(Path.Combine(_golden, "wide.png"))).Problem.ShouldContain("61 × 33");
    }
}
