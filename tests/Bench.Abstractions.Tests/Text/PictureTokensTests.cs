namespace Bench.Abstractions.Tests;

/// <summary>Pictures as tokens: places, patches and their pixels.</summary>
public sealed class PictureTokensTests
{
    private static readonly PictureShape _shape = new(6, 4, 2) { SpecialTokens = ["[CLS]"] };

    [Fact]
    public void Tokens_are_special_tokens_and_patches_row_by_row()
    {
        TokenizedText text = TokenizedText.Of(Numbered());

        text.Tokens.Select(token => token.Text).ShouldBe(["[CLS]", "0,0", "0,1", "0,2", "1,0", "1,1", "1,2"]);
        text.Row.TokenIds.ToArray().ShouldBe([0, 1, 2, 3, 4, 5, 6]);
        text.FeaturePositions.ShouldBe([1, 2, 3, 4, 5, 6]);
        text.Units.Length.ShouldBe(6);
    }

    [Fact]
    public void A_line_of_pixels_is_a_patch_in_order_channel_row_column()
    {
        ReadOnlySpan<float> pixels = TokenizedText.Of(Numbered()).Row.Pixels.Span;

        pixels.Length.ShouldBe(_shape.Places * _shape.PatchLength);
        pixels[..12].ToArray().ShouldAllBe(value => value == 0);

        // The patch in the second row, third column: x 4 and 5, y 2 and 3; values are 100 · channel + 10 · y + x.
        pixels[(6 * 12)..].ToArray().ShouldBe([24, 25, 34, 35, 124, 125, 134, 135, 224, 225, 234, 235]);
    }

    [Fact]
    public void Pixels_and_places_belong_together()
    {
        var seen = new HashSet<int>();
        for (int place = _shape.FirstPatch; place < _shape.Places; place++)
        {
            for (int value = 0; value < _shape.PatchLength; value++)
            {
                int pixel = _shape.PixelOf(place, value);
                _shape.PlaceOf(pixel).ShouldBe(place);
                seen.Add(pixel);
            }
        }

        seen.Count.ShouldBe(_shape.PixelCount);
        PictureInput picture = Numbered();
        float[] patches = _shape.ToPatches(picture.Pixels.Span);
        for (int i = 0; i < picture.Pixels.Length; i++)
        {
            patches[_shape.IndexOf(i % _shape.PixelCount, i / _shape.PixelCount)].ShouldBe(picture.Pixels.Span[i]);
        }
    }

    [Fact]
    public void Black_is_black_in_each_channel()
    {
        var picture = new PictureInput
        {
            Shape = new PictureShape(1, 1, 1),
            Pixels = new float[3],
            Mean = [0.5f, 0.25f, 0.2f],
            Deviation = [0.5f, 0.5f, 0.1f],
        };

        picture.Filled(PictureFill.Black).ToArray().ShouldBe([-1, -0.5f, -2]);
    }

    [Fact]
    public void What_is_shown_is_the_picture_before_normalisation()
    {
        var picture = new PictureInput
        {
            Shape = new PictureShape(1, 1, 1),
            Pixels = new[] { 1f, -1f, 0.2f },
            Mean = [0.5f, 0.5f, 0.4f],
            Deviation = [0.5f, 0.5f, 0.25f],
        };

        picture.Rgb.ToArray().ShouldBe([255, 0, 115]);
    }

    [Fact]
    public void Anchoring_and_units_keep_the_picture()
    {
        TokenizedText text = TokenizedText.Of(Numbered());

        text.AnchoredAt(new Target(0)).Picture.ShouldBeSameAs(text.Picture);
        text.InUnits(UnitChoice.Tokens).Row.Pixels.Span.SequenceEqual(text.Row.Pixels.Span).ShouldBeTrue();
    }

    private static PictureInput Numbered() => new()
    {
        Shape = _shape,
        Pixels = Enumerable.Range(0, 3 * 24).Select(i => (float)((i / 24 * 100) + (i % 24 / 6 * 10) + (i % 6))).ToArray(),
    };
}
