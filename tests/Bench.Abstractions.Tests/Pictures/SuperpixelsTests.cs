using Bench.TestKit;

namespace Bench.Abstractions.Tests;

public sealed class SuperpixelsTests
{
    [Fact]
    public void Superpixels_follow_the_edges_of_colours()
    {
        // Left of column 13 red, right of it blue: no superpixel may hold both, though grid cells would.
        PictureInput picture = Picture(32, 32, (x, _) => x < 13 ? (0.9f, 0, 0) : (0, 0, 0.9f));

        int[] labels = Superpixels.Of(picture, 16);

        labels.Index().GroupBy(pixel => pixel.Item)
            .ShouldAllBe(part => part.Select(pixel => pixel.Index % 32 < 13).Distinct().Count() == 1);
        labels.Distinct().Count().ShouldBeInRange(10, 24);
    }

    [Fact]
    public void Of_one_colour_superpixels_are_the_grid()
    {
        int[] labels = Superpixels.Of(Picture(32, 32, (_, _) => (0.2f, 0.2f, 0.2f)), 16);

        labels.Distinct().Count().ShouldBe(16);
        labels.GroupBy(label => label).ShouldAllBe(part => part.Count() >= 36 && part.Count() <= 100);
    }

    [Fact]
    public void Every_superpixel_is_connected_and_the_same_each_time()
    {
        PictureInput picture = PictureModel.Random(new PictureShape(40, 24, 8), 4).Picture!;

        int[] labels = Superpixels.Of(picture, 20);

        labels.ShouldBe(Superpixels.Of(picture, 20));
        ConnectedRegions.Of(labels, 40, 24, 1).Distinct().Count().ShouldBe(labels.Distinct().Count());
        labels.Distinct().Order().ShouldBe(Enumerable.Range(0, labels.Distinct().Count()));
    }

    [Fact]
    public void Small_regions_go_to_a_neighbour()
    {
        int[] labels = [0, 0, 0, 1, 0, 2, 2, 2, 2, 2];

        ConnectedRegions.Of(labels, 5, 2, 2).ShouldBe([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
        ConnectedRegions.Of(labels, 5, 2, 1).ShouldBe([0, 0, 0, 1, 2, 3, 3, 3, 3, 3]);
    }

    // CIE 15: white, the primaries of sRGB under D65, a middle grey, and one so dark that sRGB is linear there.
    [Theory]
    [InlineData(255, 255, 255, 100, 0, 0)]
    [InlineData(255, 0, 0, 53.24, 80.09, 67.20)]
    [InlineData(0, 255, 0, 87.74, -86.18, 83.18)]
    [InlineData(0, 0, 255, 32.30, 79.19, -107.86)]
    [InlineData(128, 128, 128, 53.59, 0, 0)]
    [InlineData(10, 10, 10, 2.74, 0, 0)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    public void Colours_in_CIELAB_are_those_of_the_tables(byte r, byte g, byte b, double lightness, double greenRed, double blueYellow)
    {
        (double l, double a, double bb) = CielabColors.Of([r, g, b])[0];

        Close.Within([lightness, greenRed, blueYellow], [l, a, bb], 0.03, 0, "L*a*b*");
    }

    private static PictureInput Picture(int width, int height, Func<int, int, (float, float, float)> colour)
    {
        float[] planes = new float[3 * width * height];
        for (int i = 0; i < width * height; i++)
        {
            (float r, float g, float b) = colour(i % width, i / width);
            foreach ((int channel, float value) in ((float[])[r, g, b]).Index())
            {
                planes[(channel * width * height) + i] = (value - 0.5f) / 0.5f;
            }
        }

        return new PictureInput { Shape = new PictureShape(width, height, 8), Pixels = planes };
    }
}
