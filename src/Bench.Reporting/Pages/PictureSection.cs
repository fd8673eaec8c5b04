using Bench.Evaluation;
using Bench.Pictures;

namespace Bench.Reporting;

/// <summary>A picture's explanations on a page: the picture, and for every explainer all ways to show its scores.</summary>
internal static class PictureSection
{
    private static readonly (string Name, PictureStyle Style)[] _views =
    [
        ("heat map", new PictureStyle { View = PictureView.HeatMap }),
        ("overlay", new PictureStyle { View = PictureView.Overlay }),
        ("masked by positive scores", new PictureStyle { View = PictureView.Masked }),
        ("as opaque as positive scores", new PictureStyle { View = PictureView.Alpha }),
    ];

    private static readonly (string Name, PictureStyle Style)[] _signs =
    [
        ("positive", new PictureStyle { Sign = PictureSign.Positive }),
        ("negative", new PictureStyle { Sign = PictureSign.Negative }),
        ("absolute", new PictureStyle { Sign = PictureSign.Absolute }),
    ];

    /// <summary>Whether a record is of a picture that can be shown.</summary>
    /// <param name="record">The record.</param>
    public static bool IsOf(ExplanationRecord record) => record.Image?.Png is not null;

    /// <summary>Writes them.</summary>
    /// <param name="html">Where to write.</param>
    /// <param name="record">The record, of a picture.</param>
    public static void Write(MarkupWriter html, ExplanationRecord record)
    {
        RgbImage image = RecordedPixels.Of(record)!;
        html.Element("h2", "Pictures").Element(
            "p",
            "Pixels for the target are blue, those against it orange; scores without a sign are violet. The strongest colour begins where "
                + "the magnitudes up to it make up 98 % of their sum, so that a few extreme pixels do not pale all others.",
            ("class", "quiet"));
        html.Open("div", ("class", "maps"));
        Figure(html, record.Image!.File ?? "picture", ShownPicture.Of("", image));
        html.Close("div");
        foreach (RecordedExplanation explanation in record.Explanations)
        {
            double[] scores = RecordedPixels.Scores(record, explanation);
            html.Element("h3", explanation.Name).Open("div", ("class", "maps"));
            Figures(html, image, scores, [.. _views.Select(view => (view.Name, RecordedPixels.Style(explanation, view.Style)))]);
            html.Close("div");
            if (explanation.Signed == false)
            {
                continue;
            }

            html.Open("details").Element("summary", "By sign").Open("div", ("class", "maps"));
            Figures(html, image, scores, _signs);
            html.Close("div").Close("details");
        }
    }

    private static void Figures(MarkupWriter html, RgbImage image, double[] scores, (string Name, PictureStyle Style)[] views)
    {
        foreach ((string name, PictureStyle style) in views)
        {
            Figure(html, name, ShownPicture.Of("", image, scores, style));
        }
    }

    private static void Figure(MarkupWriter html, string name, ShownPicture picture)
    {
        int scale = PictureSheet.ScaleOf(picture);
        html.Open("figure").Element("figcaption", name);
        html.Empty(
            "img", ("src", PicturePanels.DataUri(picture)), ("alt", name), ("width", picture.Width * scale),
            ("height", picture.Height * scale),
            ("style", "image-rendering:pixelated"));
        html.Close("figure");
    }
}
