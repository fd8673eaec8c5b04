using System.Text.Json;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Pictures;

namespace Bench.Reporting.Tests;

/// <summary>Pictures on the page of a run.</summary>
public sealed class PagePictureTests(ReportInBrowserTests.Fixture fixture) : IClassFixture<ReportInBrowserTests.Fixture>
{
    private const string Policy = "default-src 'none'; img-src data:; style-src 'sha256-";

    [Fact]
    public void Heat_is_the_mean_score_of_the_pixels_of_a_cell()
    {
        JsonElement[] docs = Docs(PictureResults.Create());
        JsonElement picture = docs[0].GetProperty("v");

        byte[] png = picture.GetProperty("p").GetBytesFromBase64();
        PictureFile.Decode(png, "p").Pixels[..3].ShouldBe([200, 100, 0]);
        JsonElement patches = picture.GetProperty("e")[0], pixels = picture.GetProperty("e")[1];
        (patches.GetProperty("b").GetInt32(), patches.GetProperty("c").GetInt32(), patches.GetProperty("k").GetDouble())
            .ShouldBe((4, 2, 2));
        patches.GetProperty("s").GetString().ShouldBe(ScoreCode.Encode([2, -1]).Codes);
        (pixels.GetProperty("b").GetInt32(), pixels.GetProperty("c").GetInt32(), pixels.GetProperty("k").GetDouble()).ShouldBe((1, 8, 1));
        pixels.GetProperty("s").GetString().ShouldBe(ScoreCode.Encode([.. new double[31], -1]).Codes);
        docs[1].GetProperty("v").TryGetProperty("p", out _).ShouldBeFalse();
        docs[0].GetProperty("x").EnumerateObject().Select(token => token.Value.GetString()).ShouldBe(["[CLS]", "0,0", "0,1"]);
    }

    [Fact]
    public void Pixels_of_large_pictures_share_cells()
    {
        JsonElement heat = Docs(PictureResults.Create(record => record with
        {
            Image = new RecordedPicture("a.png", 130, 3, 4, 0, 32),
            Explanations = [.. record.Explanations.Select(one => one with
            {
                PixelScores = [[.. Enumerable.Repeat(3.0, 130)], [.. Enumerable.Repeat(-1.0, 130)], [.. new double[129], 8]],
            })],
        }))[0].GetProperty("v").GetProperty("e")[0];

        // Cells of three pixels, the last column of one.
        (heat.GetProperty("b").GetInt32(), heat.GetProperty("c").GetInt32()).ShouldBe((3, 44));
        heat.GetProperty("s").GetString().ShouldBe(ScoreCode.Encode([.. Enumerable.Repeat(2 / 3.0, 43), 10 / 3.0]).Codes);
    }

    [Fact]
    public void A_runs_page_and_the_page_of_one_picture_have_the_same_colours()
    {
        double[] row = [0, 0.5, -1, 1, -2, 3, 100, -100];
        JsonElement heat = Docs(PictureResults.Create(record => record with
        {
            Explanations = [.. record.Explanations.Select(one => one with
            {
                PixelScores = [[.. row], .. Enumerable.Repeat<System.Collections.Immutable.ImmutableArray<double>>([.. new double[8]], 3)],
            })],
        }))[0].GetProperty("v").GetProperty("e")[0];
        double[] scores = [.. row, .. new double[24]];

        // Magnitudes sum to 207.5; the two of 100 are needed for 98 % of it.
        heat.GetProperty("x").GetDouble().ShouldBe(100);
        ShownPicture shown = ShownPicture.Of(
            "", new RgbImage(8, 4, new byte[96]), scores, new PictureStyle { View = PictureView.HeatMap });
        foreach ((int pixel, double score) in row.Index())
        {
            int[] drawn = JsonSerializer.Deserialize<int[]>(DrawingScript.Run(
                "(input => JSON.stringify(BenchDrawing.colour(input, input.scores[0])))(JSON.parse(input))",
                new { signed = true, scores = (double[])[score], scale = heat.GetProperty("x").GetDouble() }))!;
            drawn.Zip(shown.Rgba[(4 * pixel)..]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) <= 1);
        }
    }

    [Fact]
    public void A_few_extreme_pixels_do_not_pale_all_others()
    {
        JsonElement heat = Docs(PictureResults.Create(record => record with
        {
            Image = new RecordedPicture("a.png", 100, 2, 4, 0, 25),
            Explanations = [.. record.Explanations.Select(one => one with
            {
                PixelScores = [[.. Enumerable.Repeat(1.0, 100)], [.. Enumerable.Repeat(-1.0, 99), 4]],
            })],
        }))[0].GetProperty("v").GetProperty("e")[0];

        // The last cell holds 1, 1, −1 and 4. Of 203 in all, the ones make up 199, which is more than 98 %.
        (heat.GetProperty("k").GetDouble(), heat.GetProperty("x").GetDouble()).ShouldBe((1.25, 1));
    }

    [Theory]
    [InlineData(0, 4, 4, 1, 2, false)]
    [InlineData(8, 4, 0, 1, 2, true)]
    [InlineData(8, 4, 4, 65536, 65536, true)]
    [InlineData(8, 4, 4, -1, -2, true)]
    public void Sizes_that_cannot_be_give_no_heat(int width, int height, int patch, int rows, int columns, bool isWritten)
    {
        JsonElement doc = Docs(PictureResults.Create(record => record with
        {
            Image = new RecordedPicture("a.png", width, height, patch, rows, columns),
        }))[0];

        doc.TryGetProperty("v", out JsonElement picture).ShouldBe(isWritten);
        (isWritten ? picture.GetProperty("e")[0].ValueKind : JsonValueKind.Null).ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Damaged_pixels_are_refused() =>
        Should.Throw<BenchException>(() => PageData.Of(PictureResults.Create(record => record with
        {
            Image = record.Image! with { Png = "AAAA" },
        })));

    [Fact]
    public void Only_pages_of_pictures_may_show_pictures_and_only_those_in_their_data()
    {
        string page = Export.Write(new HtmlReport(), PictureResults.Create());

        page.ShouldContain(Policy);
        page.ShouldNotContain("<img src=x");
        Export.Write(new HtmlReport()).ShouldNotContain("img-src");
    }

    [BrowserFact]
    public void Every_explainers_heat_lies_over_the_picture_and_alone_where_no_pixels_were_kept()
    {
        using BrowserPage page = fixture.Open(PictureResults.Create());
        const string first = "document.querySelector('#maps canvas').getContext('2d').getImageData(0, 0, 2, 1).data";

        page.Evaluate<string[]>("[...document.querySelectorAll('#detail img')].map(image => image.alt)").ShouldBe(
        [
            "<img src=x onerror=alert(1)>\uFFFD\"'&.png, as the model sees it",
            "<img src=x onerror=alert(1)>\uFFFD\"'&.png: scores of good for POSITIVE",
            "<img src=x onerror=alert(1)>\uFFFD\"'&.png: scores of random for POSITIVE",
        ]);
        page.Evaluate<bool>("Promise.all([...document.images].map(image => image.decode())).then(() => "
            + "[...document.images].every(image => image.naturalWidth === 8 && image.naturalHeight === 4))").ShouldBeTrue();
        page.Evaluate<int[]>($"[...{first}]").ShouldBe([33, 102, 172, 255, 217, 171, 130, 255]);
        page.Evaluate<double[]>("(() => { const a = document.querySelector('#maps canvas').getBoundingClientRect(), "
            + "b = document.querySelector('#maps img').getBoundingClientRect(); return [a.width - b.width, a.height - b.height, b.width]; })()")
            .ShouldBe([0, 0, 224], 0.5);
        page.Evaluate<int>("document.querySelectorAll('.heat, [onerror]').length").ShouldBe(0);

        page.Press("j", "j");
        page.Evaluate<int>("document.querySelectorAll('#detail img').length").ShouldBe(0);
        page.Evaluate<string[]>("[...document.querySelectorAll('#maps canvas')].map(canvas => canvas.getAttribute('aria-label'))")
            .ShouldBe(
            [
                "<img src=x onerror=alert(1)>\uFFFD\"'&.png: scores of good for POSITIVE",
                "<img src=x onerror=alert(1)>\uFFFD\"'&.png: scores of random for POSITIVE",
            ]);
        page.Evaluate<int[]>($"[...{first}]").ShouldBe([33, 102, 172, 255, 217, 171, 130, 255]);
        foreach (string view in new[] { "bars", "force", "numbers", "table" })
        {
            ReportInBrowserTests.Set(page, "view", view);
            page.Evaluate<string>("document.getElementById('maps').textContent").ShouldNotContain("+");
        }

        page.Problems.ShouldBeEmpty();
        page.Requests.ShouldAllBe(request => request.StartsWith("file:") || request.StartsWith("data:image/png;base64,"));
    }

    [AxeTheory]
    [InlineData("#text=i0", false)]
    [InlineData("#text=i1", true)]
    public void Pictures_are_accessible(string fragment, bool dark)
    {
        using BrowserPage page = fixture.Open(PictureResults.Create(), 1400, fragment, dark);

        Axe.Violations(page).ShouldBeEmpty();
    }

    private static JsonElement[] Docs(ResultSet results) =>
        [.. JsonElement.Parse(PageData.Of(results).Json).GetProperty("docs").EnumerateArray()];
}
