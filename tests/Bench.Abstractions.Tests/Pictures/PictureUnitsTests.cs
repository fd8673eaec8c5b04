using Bench.TestKit;

namespace Bench.Abstractions.Tests;

public sealed class PictureUnitsTests
{
    private static readonly PictureShape _shape = new(12, 8, 4) { SpecialTokens = ["[CLS]"] };

    [Theory]
    [InlineData(Granularity.Patch, null, 6)]
    [InlineData(Granularity.Token, null, 6)]
    [InlineData(Granularity.Cell, 3, 12)]
    [InlineData(Granularity.Cell, 5, 6)]
    [InlineData(Granularity.Cell, null, 2)]
    [InlineData(Granularity.Superpixel, null, null)]
    public void Units_part_the_picture(Granularity granularity, int? size, int? count)
    {
        TokenizedText input = PictureModel.Random(_shape, 1).InUnits(new UnitChoice(granularity) { CellSize = size });

        input.Units.SelectMany(unit => unit.Area).Order().ShouldBe(Enumerable.Range(0, 96));
        input.Units.ShouldAllBe(unit => unit.Positions.SequenceEqual(unit.Area.Select(_shape.PlaceOf).Distinct().Order()));
        input.Units.Length.ShouldBe(count ?? input.Units.Length);
    }

    [Fact]
    public void Of_a_model_that_merges_patches_the_merged_ones_are_tokens()
    {
        TokenizedText input = PictureModel.Random(new PictureShape(16, 16, 2) { CellSize = 8 }, 1);

        input.Units.Length.ShouldBe(4);
        input.InUnits(UnitChoice.Tokens).Units.Length.ShouldBe(4);
        input.InUnits(new UnitChoice(Granularity.Patch)).Units.Length.ShouldBe(64);
    }

    [Fact]
    public void Scores_are_shared_and_gathered_by_pixel()
    {
        TokenizedText input = PictureModel.Random(_shape, 1).InUnits(new UnitChoice(Granularity.Cell) { CellSize = 6 });
        double[] units = [.. Enumerable.Range(1, input.Units.Length).Select(i => (double)i)];

        double[] tokens = [.. input.Share(units)];

        // Cells of 6 × 6 and 6 × 2 pixels: the first patch lies in the first cell, the second half in each of the first two.
        tokens[1].ShouldBe(1 * 16.0 / 36, 1e-12);
        tokens[2].ShouldBe((1 * 8.0 / 36) + (2 * 8.0 / 36), 1e-12);
        tokens.Sum().ShouldBe(units.Sum(), 1e-12);
        input.Gather(tokens).Sum().ShouldBe(units.Sum(), 1e-12);
        input.Gather([0, 16, 0, 0, 0, 0, 0])[0].ShouldBe(16, 1e-12);
        input.GatherPixels([.. Enumerable.Repeat(1.0, 96)]).ShouldBe([36, 36, 12, 12]);
    }

    [Fact]
    public void Pixels_are_taken_away_one_by_one()
    {
        TokenizedText input = PictureModel.Random(_shape, 2).InUnits(new UnitChoice(Granularity.Cell) { CellSize = 3 });
        bool[] kept = [.. input.Units.Select((_, i) => i != 1)];

        foreach ((Removal removal, PictureFill fill) in ((Removal, PictureFill)[])[
            (Removal.Mask, PictureFill.Mean), (Removal.Blur, PictureFill.Blur), (Removal.Noise, PictureFill.Noise)])
        {
            InputRow row = Perturbation.KeepUnits(input, kept, removal, new ToyTokenizer().Special);
            ReadOnlyMemory<float> filled = input.Picture!.Filled(fill);
            for (int i = 48; i < row.Pixels.Length; i++)
            {
                int pixel = _shape.PixelOf(i / 48, i % 48);
                bool gone = pixel / 12 < 3 && pixel % 12 is >= 3 and < 6;
                row.Pixels.Span[i].ShouldBe(gone ? filled.Span[i] : input.Row.Pixels.Span[i]);
            }
        }
    }

    [Fact]
    public void Patches_that_are_left_out_leave_the_others_in_their_places()
    {
        TokenizedText input = PictureModel.Random(_shape, 2);

        InputRow row = Perturbation.KeepUnits(input, [true, false, true, true, false, true], Removal.Delete, new ToyTokenizer().Special);

        row.TokenIds.ToArray().ShouldBe([0, 1, 3, 4, 6]);
        row.Pixels.Span[96..144].ToArray().ShouldBe(input.Row.Pixels.Span[144..192].ToArray());
        Should.Throw<BenchException>(() => Perturbation.KeepUnits(
            input.InUnits(new UnitChoice(Granularity.Cell) { CellSize = 3 }), [.. Enumerable.Range(0, 12).Select(i => i > 0)],
            Removal.Delete, new ToyTokenizer().Special))
            .Problem.ShouldContain("whole patches");
    }

    [Fact]
    public void Another_picture_takes_the_place()
    {
        TokenizedText other = PictureModel.Random(_shape, 7);
        TokenizedText input = PictureModel.Random(_shape, 2).WithReference(other.Picture!);

        InputRow row = Perturbation.KeepUnits(input, new bool[6], Removal.Reference, new ToyTokenizer().Special);

        row.Pixels.ToArray().ShouldBe(other.Row.Pixels.ToArray());
        Should.Throw<BenchException>(() => Perturbation.KeepUnits(other, new bool[6], Removal.Reference, new ToyTokenizer().Special));
    }

    [Theory]
    [InlineData(Granularity.Word)]
    [InlineData(Granularity.Sentence)]
    [InlineData(Granularity.Segments)]
    public void Pictures_have_no_words(Granularity granularity) =>
        Should.Throw<BenchException>(() => PictureModel.Random(_shape, 1).InUnits(new UnitChoice(granularity)));

    [Theory]
    [InlineData(Granularity.Patch)]
    [InlineData(Granularity.Cell)]
    [InlineData(Granularity.Superpixel)]
    public void Texts_have_no_patches(Granularity granularity) =>
        Should.Throw<BenchException>(() => new ToyTokenizer().Tokenize("a b").InUnits(new UnitChoice(granularity)));

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void Cells_have_pixels_and_fit_the_picture(int size) =>
        Should.Throw<BenchException>(() => PictureModel.Random(_shape, 1).InUnits(new UnitChoice(Granularity.Cell) { CellSize = size }));
}
