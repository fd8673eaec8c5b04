using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Pictures;

namespace Bench.Reporting;

/// <summary>What a record keeps of a picture, and the scores of its pixels. The record is untrusted.</summary>
internal static class RecordedPixels
{
    /// <summary>The picture, or <see langword="null"/> where the record is of a text or keeps none.</summary>
    /// <param name="record">The record.</param>
    /// <exception cref="BenchException">What is kept is no PNG of the picture's size.</exception>
    public static RgbImage? Of(ExplanationRecord record)
    {
        if (record.Image is not { Png: { } text } picture)
        {
            return null;
        }

        byte[] bytes = new byte[text.Length];
        RgbImage? image = Convert.TryFromBase64String(text, bytes, out int count) ? PictureFile.Decode(bytes[..count], "image: png") : null;
        return (image?.Width, image?.Height) == (picture.Width, picture.Height)
            ? image
            : throw new BenchException("The picture that is kept is damaged", "image: png", "Explain it again");
    }

    /// <summary>The style for an explanation: scores without a sign have a colour of their own, as everywhere.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="style">What was asked for.</param>
    public static PictureStyle Style(RecordedExplanation explanation, PictureStyle style) =>
        explanation.Signed == false && style.Sign == PictureSign.All ? style with { Sign = PictureSign.Absolute } : style;

    /// <summary>One score per pixel: the explanation's own, or those of its patches shared equally.</summary>
    /// <param name="record">The record, of a picture.</param>
    /// <param name="explanation">One of its explanations.</param>
    public static double[] Scores(ExplanationRecord record, RecordedExplanation explanation)
    {
        RecordedPicture picture = record.Image!;
        double[] scores = new double[picture.Width * picture.Height];
        if (explanation.PixelScores is { } own && own.Length == picture.Height && own.All(row => row.Length == picture.Width))
        {
            return [.. own.SelectMany(row => row)];
        }

        // Patches are the last tokens; what stands before them are special ones.
        int first = explanation.Scores.Length - (picture.Rows * picture.Columns);
        for (int pixel = 0; first >= 0 && pixel < scores.Length; pixel++)
        {
            int row = pixel / picture.Width / picture.Patch, column = pixel % picture.Width / picture.Patch;
            scores[pixel] = row < picture.Rows && column < picture.Columns
                ? explanation.Scores[first + (row * picture.Columns) + column] / (picture.Patch * picture.Patch)
                : 0;
        }

        return scores;
    }
}
