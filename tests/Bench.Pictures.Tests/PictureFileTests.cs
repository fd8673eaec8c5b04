using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Pictures.Tests;

public sealed class PictureFileTests
{
    private static readonly string _golden = Path.Combine(Repository.Root, "tests", "golden", "images");

    [Fact]
    public void Grey_of_16_bits_is_clipped_as_in_Pillow()
    {
        byte[] png = PngWriter.Of(6, 1, 16, 0, [[0, 0, 0, 1, 0, 200, 0, 255, 1, 0, 255, 255]]);

        PictureFile.Decode(png, "grey").Pixels.ShouldBe([0, 0, 0, 1, 1, 1, 200, 200, 200, 255, 255, 255, 255, 255, 255, 255, 255, 255]);
    }

    [Fact]
    public void Of_colours_of_16_bits_the_upper_half_is_taken()
    {
        byte[] png = PngWriter.Of(2, 1, 16, 2, [[0, 255, 1, 0, 127, 255, 255, 254, 128, 128, 0, 127]]);

        PictureFile.Decode(png, "colours").Pixels.ShouldBe([0, 1, 127, 255, 128, 0]);
    }

    [Fact]
    public void Alpha_is_dropped_and_not_blended()
    {
        byte[] png = PngWriter.Of(3, 1, 8, 6, [[200, 100, 50, 0, 10, 20, 30, 128, 7, 8, 9, 255]]);

        PictureFile.Decode(png, "alpha").Pixels.ShouldBe([200, 100, 50, 10, 20, 30, 7, 8, 9]);
    }

    [Fact]
    public void Colours_of_a_transparent_palette_stay_what_they_are()
    {
        byte[] png = PngWriter.Of(3, 1, 2, 3, [[0b00_01_10_00]], ("PLTE", [250, 1, 2, 3, 251, 4, 5, 6, 252]), ("tRNS", [0, 128]));

        PictureFile.Decode(png, "palette").Pixels.ShouldBe([250, 1, 2, 3, 251, 4, 5, 6, 252]);
    }

    [Fact]
    public void One_bit_is_black_or_white()
    {
        PictureFile.Decode(PngWriter.Of(3, 2, 1, 0, [[0b1010_0000], [0b0100_0000]]), "bits").Pixels
            .ShouldBe([255, 255, 255, 0, 0, 0, 255, 255, 255, 0, 0, 0, 255, 255, 255, 0, 0, 0]);
    }

    /// <summary>A JPEG that is higher than wide as it is stored, with an EXIF orientation.</summary>
    internal static byte[] Turned(int orientation)
    {
        byte[] plain = File.ReadAllBytes(Path.Combine(_golden, "tall.jpg"));
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "II*\0"u8, 8, 0, 0, 0,
            1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0,
        ];
        return [.. plain[..2], .. exif, .. plain[2..]];
    }

    // Where the stored pixel of the upright pixel (x, y) lies, in a stored picture of w × h; EXIF 2.3, tag Orientation.
    [Theory]
    [InlineData(1, "x,y")]
    [InlineData(2, "w-x,y")]
    [InlineData(3, "w-x,h-y")]
    [InlineData(4, "x,h-y")]
    [InlineData(5, "y,x")]
    [InlineData(6, "y,h-x")]
    [InlineData(7, "w-y,h-x")]
    [InlineData(8, "w-y,x")]
    public void A_JPEG_is_turned_as_its_orientation_says(int orientation, string stored)
    {
        RgbImage lying = PictureFile.Decode(File.ReadAllBytes(Path.Combine(_golden, "tall.jpg")), "plain");
        byte[] turned = Turned(orientation);

        RgbImage upright = PictureFile.Decode(turned, "turned");

        PictureFile.SizeOf(turned, "turned").ShouldBe((upright.Width, upright.Height));
        (upright.Width, upright.Height).ShouldBe(orientation >= 5 ? (lying.Height, lying.Width) : (lying.Width, lying.Height));
        for (int y = 0; y < upright.Height; y++)
        {
            for (int x = 0; x < upright.Width; x++)
            {
                int Of(string part) => part switch
                {
                    "x" => x,
                    "y" => y,
                    "w-x" => lying.Width - 1 - x,
                    "w-y" => lying.Width - 1 - y,
                    "h-x" => lying.Height - 1 - x,
                    _ => lying.Height - 1 - y,
                };
                string[] parts = stored.Split(',');
                int from = 3 * ((Of(parts[1]) * lying.Width) + Of(parts[0]));
                upright.Pixels.AsSpan(3 * ((y * upright.Width) + x), 3).SequenceEqual(lying.Pixels.AsSpan(from, 3))
                    .ShouldBeTrue($"{x}, {y}");
            }
        }
    }

    [Theory]
    [InlineData("tall.jpg")]
    [InlineData("wide.png")]
    public void A_file_that_is_cut_off_is_refused(string file)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(_golden, file));

        for (int kept = 0; kept < bytes.Length * 9 / 10; kept += 97)
        {
            byte[] part = bytes[..kept];
            Should.Throw<BenchException>(() => PictureFile.Decode(part, file)).Where.ShouldBe(file);
        }
    }

    [Fact]
    public void The_size_is_looked_at_before_anything_is_decoded()
    {
        byte[] bomb = PngWriter.Of(60_000, 60_000, 8, 2, [[1, 2, 3]]);

        Should.Throw<BenchException>(() => PictureFile.Decode(bomb, "bomb")).Problem.ShouldContain("60000 × 60000");
    }

    [Fact]
    public void Other_formats_are_refused_by_name()
    {
        byte[] gif = [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 1, 2, 3, 4, 5, 6, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B];

        Should.Throw<BenchException>(() => PictureFile.Decode(gif, "a.gif")).Problem.ShouldContain("Gif");
        Should.Throw<BenchException>(() => PictureFile.Decode([.. "<svg/>"u8], "a.svg")).Problem.ShouldContain("no picture");
    }
}
