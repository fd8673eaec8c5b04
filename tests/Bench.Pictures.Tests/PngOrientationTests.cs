using SkiaSharp;

namespace Bench.Pictures.Tests;

public sealed class PngOrientationTests
{
    // Big-endian TIFF, its directory at 8 with one entry: orientation, a short, once.
    private static byte[] Tiff(byte orientation) =>
        [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];

    private static byte[] LittleTiff(byte orientation) =>
        [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];

    [Theory]
    [InlineData(1, 2, 1, 10)]
    [InlineData(2, 2, 1, 200)]
    [InlineData(3, 2, 1, 200)]
    [InlineData(4, 2, 1, 10)]
    [InlineData(5, 1, 2, 10)]
    [InlineData(6, 1, 2, 10)]
    [InlineData(7, 1, 2, 200)]
    [InlineData(8, 1, 2, 200)]
    public void A_PNG_is_turned_as_its_orientation_says(byte orientation, int width, int height, byte first)
    {
        foreach (byte[] tiff in (byte[][])[Tiff(orientation), LittleTiff(orientation)])
        {
            byte[] file = PngWriter.Of(2, 1, 8, 0, [[10, 200]], ("eXIf", tiff));

            RgbImage image = PictureFile.Decode(file, "p.png");

            (image.Width, image.Height, image.Pixels[0]).ShouldBe((width, height, first));
            PictureFile.SizeOf(file, "p.png").ShouldBe((width, height));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(255)]
    public void What_is_no_orientation_turns_nothing(byte orientation) =>
        PngOrientation.Of(PngWriter.Of(2, 1, 8, 0, [[10, 200]], ("eXIf", Tiff(orientation)))).ShouldBe(SKEncodedOrigin.TopLeft);

    [Fact]
    public void Damaged_descriptions_turn_nothing()
    {
        byte[] tiff = Tiff(6);
        for (int kept = 0; kept < tiff.Length - 6; kept++)
        {
            PngOrientation.Of(PngWriter.Of(2, 1, 8, 0, [[10, 200]], ("eXIf", tiff[..kept]))).ShouldBe(
                kept < 22 ? SKEncodedOrigin.TopLeft : SKEncodedOrigin.RightTop);
        }

        byte[] file = PngWriter.Of(2, 1, 8, 0, [[10, 200]], ("eXIf", tiff));
        var random = new Random(5);
        for (int i = 0; i < 2000; i++)
        {
            byte[] damaged = [.. file[..random.Next(file.Length + 1)]];
            for (int change = 0; change < 3 && damaged.Length > 0; change++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            Enum.IsDefined(PngOrientation.Of(damaged)).ShouldBeTrue();
        }
    }
}
