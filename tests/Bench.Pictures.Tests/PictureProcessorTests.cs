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

        bool[] mask = [.. processor.ReadMask(new PictureMask { Width = 80, Height = 80, Pixels = [.. left] }, "mask")];

        // 80 becomes 40, of which 4 are cut off at each side: 16 columns are left of the middle.
        mask.ShouldBe(Enumerable.Range(0, 32 * 32).Select(pixel => pixel % 32 < 16));
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
