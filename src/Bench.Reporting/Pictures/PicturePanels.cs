using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Pictures;

namespace Bench.Reporting;

/// <summary>Explanations of a picture as rows of pictures, and these as one file.</summary>
public static class PicturePanels
{
    /// <summary>A row for every target: the picture where it shall stand beside, and a picture for every explainer.</summary>
    /// <param name="records">The same picture once per target explained.</param>
    /// <param name="style">How scores are shown.</param>
    /// <exception cref="BenchException">The records keep no picture.</exception>
    public static IReadOnlyList<IReadOnlyList<ShownPicture>> Of(IReadOnlyList<ExplanationRecord> records, PictureStyle style) =>
        [.. records.Select(record => Row(record, style))];

    /// <summary>One SVG of all of them; the pixels are in it, nothing is loaded.</summary>
    /// <param name="records">The same picture once per target explained.</param>
    /// <param name="style">How scores are shown.</param>
    public static string Svg(IReadOnlyList<ExplanationRecord> records, PictureStyle style)
    {
        IReadOnlyList<IReadOnlyList<ShownPicture>> rows = Of(records, style);
        int scale = PictureSheet.ScaleOf(rows[0][0]), gap = PictureSheet.Gap;
        (int width, int height) = (rows[0][0].Width * scale, rows[0][0].Height * scale);
        (int wide, int high) = (
            gap + (rows.Max(row => row.Count) * (width + gap)), gap + (rows.Count * (PictureSheet.TitleHeight + height + gap)));
        var svg = new MarkupWriter();
        svg.Open(
            "svg", ("xmlns", "http://www.w3.org/2000/svg"), ("width", wide), ("height", high), ("viewBox", $"0 0 {wide} {high}"),
            ("font-family", "system-ui,sans-serif"), ("font-size", 14));
        svg.Empty("rect", ("width", wide), ("height", high), ("fill", "#fff"));
        foreach ((int row, IReadOnlyList<ShownPicture> pictures) in rows.Index())
        {
            foreach ((int column, ShownPicture picture) in pictures.Index())
            {
                int left = gap + (column * (width + gap)), top = gap + (row * (PictureSheet.TitleHeight + height + gap));
                svg.Element("text", picture.Title, ("x", left), ("y", top + 14));
                svg.Empty(
                    "image", ("x", left), ("y", top + PictureSheet.TitleHeight), ("width", width), ("height", height),
                    ("href", DataUri(picture)),
                    ("style", "image-rendering:pixelated"));
            }
        }

        return svg.Close("svg") + "\n";
    }

    /// <summary>A picture as the address of itself; it is made of our own bytes only.</summary>
    /// <param name="picture">The picture.</param>
    internal static string DataUri(ShownPicture picture) => $"data:image/png;base64,{Convert.ToBase64String(picture.Png())}";

    private static List<ShownPicture> Row(ExplanationRecord record, PictureStyle style)
    {
        RgbImage image = RecordedPixels.Of(record)
            ?? throw new BenchException("There is no picture to show", "image", "Explain a picture with --image FILE");
        var row = new List<ShownPicture>();
        if (style.IsBeside)
        {
            row.Add(ShownPicture.Of(record.Image!.File ?? "picture", image));
        }

        row.AddRange(record.Explanations.Select(explanation =>
            ShownPicture.Of(
                $"{record.Target.Title}: {explanation.Name}", image, RecordedPixels.Scores(record, explanation),
                RecordedPixels.Style(explanation, style))));
        return row;
    }
}
