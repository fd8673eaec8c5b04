using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Pictures;
using Bench.TestKit;

namespace Bench.Reporting.Tests;

public sealed class PicturePanelsTests
{
    private static readonly PictureShape _shape = new(8, 4, 4) { SpecialTokens = ["[CLS]"] };

    [Fact]
    public void Scores_of_patches_are_shared_by_their_pixels()
    {
        ExplanationRecord record = Record(UnitChoice.Tokens, new Attribution([0, 32, -16]));

        double[] scores = RecordedPixels.Scores(record, record.Explanations[0]);

        (scores[0], scores[3], scores[4], scores[31]).ShouldBe((2, 2, -1, -1));
        RecordedPixels.Of(record)!.Width.ShouldBe(8);
    }

    [Fact]
    public void Parts_that_cross_patches_keep_their_outline()
    {
        TokenizedText input = Input(new UnitChoice(Granularity.Cell) { CellSize = 3 });
        ExplanationRecord record = Record(input, Attribution.OfUnits(input, [9, 0, 0, 0, 0, 0]));

        double[] scores = RecordedPixels.Scores(record, record.Explanations[0]);

        scores.Index().Where(pixel => pixel.Item != 0).Select(pixel => pixel.Index).ShouldBe([0, 1, 2, 8, 9, 10, 16, 17, 18]);
        ExplanationRecord shown = record.InUnits();
        shown.Tokens.Select(token => token.Text).ShouldBe(["[CLS]", "0,0", "0,1", "0,2", "1,0", "1,1", "1,2"]);
        shown.Explanations[0].Scores[1].ShouldBe(9);
    }

    [Fact]
    public void The_page_shows_every_view_with_pixels_of_its_own_and_names_escaped()
    {
        ExplanationRecord record = Record(UnitChoice.Tokens, new Attribution([0, 1, -1]), "<img src=x onerror=alert(1)>.png");

        string page = ExplanationPicture.Page([record], ["DARK", "LIGHT"]);

        page.ShouldContain("img-src data:;");
        page.ShouldNotContain("<img src=x");
        page.ShouldContain("&lt;img src=x onerror=alert(1)&gt;.png");
        page.Split("src=\"data:image/png;base64,").Length.ShouldBe(1 + 1 + 7);
        page.ShouldContain("as opaque as positive scores");
    }

    [Fact]
    public void A_drawing_has_one_picture_for_every_explainer_and_loads_nothing()
    {
        ExplanationRecord record = Record(UnitChoice.Tokens, new Attribution([0, 1, -1]), "a & b.png");

        string svg = PicturePanels.Svg([record], new PictureStyle { IsBeside = true });

        svg.ShouldContain("a &amp; b.png");
        svg.Split("href=\"data:image/png;base64,").Length.ShouldBe(3);
        svg.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).ShouldNotContain("http:");
    }

    [Theory]
    [InlineData("no base64!")]
    [InlineData("AAAA")]
    [InlineData("")]
    public void Damaged_pictures_are_refused(string png)
    {
        ExplanationRecord record = Record(UnitChoice.Tokens, new Attribution([0, 1, -1]));
        record = record with { Image = record.Image! with { Png = png } };

        Should.Throw<BenchException>(() => RecordedPixels.Of(record));
    }

    private static ExplanationRecord Record(UnitChoice choice, Attribution attribution, string source = "a.png") =>
        Record(Input(choice, source), attribution);

    private static TokenizedText Input(UnitChoice choice, string source = "a.png")
    {
        PictureInput picture = PictureModel.Random(_shape, 1).Picture!;
        return TokenizedText.Of(new PictureInput { Shape = _shape, Pixels = picture.Pixels, Source = source }).InUnits(choice);
    }

    private static ExplanationRecord Record(TokenizedText input, Attribution attribution) => new ExplanationDocument
    {
        Model = new PictureModel(_shape, new float[3 * 48]).Info,
        Input = input,
        Target = new Target(1),
        Quantity = Quantity.Logit,
        Logits = new Tensor(new float[] { 0, 1 }, new Shape(2)),
        Special = new SpecialTokens(null, null, null, null, null),
        Explanations = [
            ("given",
                new Explanation
                {
                    Explainer = "given",
                    Input = input,
                    Target = new Target(1),
                    Quantity = Quantity.Logit,
                    Attribution = attribution,
                })],
    }.ToRecord();
}
