namespace Bench.Pictures.Tests;

/// <summary>JPEGs in the colours of printers, as Pillow 9.4 turns them into RGB (libImaging/Convert.c, cmyk2rgb).</summary>
public sealed class CmykTests
{
    // Made by Pillow: 24 × 16, six blocks of white, cyan, magenta; yellow, black and (40, 80, 120, 30).
    private static readonly byte[] _jpeg = Convert.FromBase64String(
        "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCgwJ"
        + "CgoK/8AAFAgAEAAYBEMRAE0RAFkRAEsRAP/EABcAAQEBAQAAAAAAAAAAAAAAAAAKCQj/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oADgRDAE0AWQBL"
        + "AAA/AN/G/jfxv4gDAX+IAwF/iAMBf4gDcvsv2D64R//Z");

    // Adobe's segment stands behind the two bytes with which every JPEG begins; its last byte says how colours were transformed.
    private const int Adobe = 2, Transform = 17, Behind = 18;

    [Fact]
    public void Inks_become_light() => Colours(_jpeg).ShouldBe([
        (255, 255, 255), (0, 255, 255), (255, 0, 255), (255, 255, 0), (0, 0, 0), (190, 154, 119)]);

    [Fact]
    public void Without_Adobes_segment_they_are_taken_to_be_inverted_too() =>
        Colours([.. _jpeg[..Adobe], .. _jpeg[Behind..]]).ShouldBe(Colours(_jpeg));

    [Fact]
    public void Brightness_and_colour_differences_are_told_by_Adobes_segment()
    {
        byte[] ycck = [.. _jpeg];
        ycck[Transform] = 2;

        Colours(ycck).ShouldBe([(0, 134, 0), (77, 255, 30), (0, 47, 227), (179, 0, 0), (0, 0, 0), (26, 54, 0)]);
    }

    private static (byte, byte, byte)[] Colours(byte[] jpeg)
    {
        RgbImage image = PictureFile.Decode(jpeg, "inks.jpg");
        (image.Width, image.Height).ShouldBe((24, 16));
        return [.. from row in (int[])[4, 12]
                   from column in (int[])[4, 12, 20]
                   let at = 3 * ((row * image.Width) + column)
                   select (image.Pixels[at], image.Pixels[at + 1], image.Pixels[at + 2])];
    }
}
