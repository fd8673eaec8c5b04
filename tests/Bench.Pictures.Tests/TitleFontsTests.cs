namespace Bench.Pictures.Tests;

public sealed class TitleFontsTests
{
    private static readonly RgbImage _image = new(1, 1, [255, 255, 255]);

    [Fact]
    public void Titles_stand_in_ink_or_it_is_said_that_they_are_missing()
    {
        ShownPicture shown = ShownPicture.Of("integrated-gradients", _image);

        RgbImage sheet = PictureFile.Decode(PictureSheet.Png([[shown]]), "sheet");

        bool hasInk = sheet.Pixels[..(3 * sheet.Width * PictureSheet.TitleHeight)].Any(value => value < 100);
        hasInk.ShouldBe(PictureSheet.Lack([[shown]]) is null);
    }

    [Fact]
    public void What_is_no_font_has_no_character()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "broken.ttf"), "no font");
            using var files = new FontFiles([folder, Path.Combine(folder, "missing")]);

            files.Having('A').ShouldBeNull();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
