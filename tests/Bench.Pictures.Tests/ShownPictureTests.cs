namespace Bench.Pictures.Tests;

public sealed class ShownPictureTests
{
    private static readonly double[] _scores = [0, 1, -1, 2, -4, 8];
    private static readonly RgbImage _image = new(3, 2, [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160, 170, 180]);

    // Magnitudes 0 1 1 2 4 8 sum to 16: up to 8 reach 16, up to 4 half of it.
    [Theory]
    [InlineData(PictureSign.All, 0.0, new double[] { 0, 0.125, -0.125, 0.25, -0.5, 1 })]
    [InlineData(PictureSign.All, 0.5, new double[] { 0, 0.25, -0.25, 0.5, -1, 1 })]
    [InlineData(PictureSign.Absolute, 0.5, new double[] { 0, 0.25, 0.25, 0.5, 1, 1 })]
    [InlineData(PictureSign.Positive, 0.0, new double[] { 0, 0.125, 0, 0.25, 0, 1 })]
    [InlineData(PictureSign.Negative, 0.0, new double[] { 0, 0, 0.25, 0, 1, 0 })]
    public void Scores_are_cut_where_outliers_begin(PictureSign sign, double outliers, double[] expected) =>
        ShownScores.Of(_scores, sign, outliers).ShouldBe(expected);

    [Fact]
    public void Nothing_is_shown_of_no_scores() => ShownScores.Of([0, 0, -3], PictureSign.Positive, 0.02).ShouldBe([0, 0, 0]);

    [Fact]
    public void A_heat_map_is_blue_for_and_orange_against()
    {
        byte[] rgba = ShownPicture.Of("", _image, _scores, new PictureStyle { View = PictureView.HeatMap, Outliers = 0.5 }).Rgba;

        rgba[..4].ShouldBe([255, 255, 255, 255]);
        rgba[20..24].ShouldBe([33, 102, 172, 255]);
        rgba[16..20].ShouldBe([179, 88, 6, 255]);
    }

    [Fact]
    public void An_overlay_is_half_heat_map_half_grey() =>
        ShownPicture.Of("", _image, _scores, new PictureStyle { Outliers = 0 }).Rgba[20..24].ShouldBe([102, 136, 171, 255]);

    [Fact]
    public void Masked_and_transparent_pictures_show_positive_scores()
    {
        byte[] masked = ShownPicture.Of("", _image, _scores, new PictureStyle { View = PictureView.Masked, Outliers = 0 }).Rgba;
        byte[] alpha = ShownPicture.Of("", _image, _scores, new PictureStyle { View = PictureView.Alpha, Outliers = 0 }).Rgba;

        masked[12..16].ShouldBe([25, 28, 30, 255]);
        masked[16..20].ShouldBe([0, 0, 0, 255]);
        alpha[12..16].ShouldBe([100, 110, 120, 64]);
        alpha[16..20].ShouldBe([130, 140, 150, 0]);
    }

    [Fact]
    public void A_sheet_holds_every_picture_enlarged_without_blurring()
    {
        ShownPicture shown = ShownPicture.Of("title", _image);

        RgbImage sheet = PictureFile.Decode(PictureSheet.Png([[shown, shown], [shown]]), "sheet");

        int scale = PictureSheet.ScaleOf(shown);
        scale.ShouldBe(74);
        (sheet.Width, sheet.Height).ShouldBe((12 + (2 * ((3 * 74) + 12)), 12 + (2 * (24 + (2 * 74) + 12))));
        int At(int x, int y) => 3 * ((y * sheet.Width) + x);
        sheet.Pixels[At(12 + 73, 12 + 24)..][..3].ShouldBe([10, 20, 30]);
        sheet.Pixels[At(12 + 74, 12 + 24)..][..3].ShouldBe([40, 50, 60]);
    }
}
