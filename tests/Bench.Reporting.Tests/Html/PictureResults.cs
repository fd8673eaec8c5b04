using Bench.Evaluation;
using Bench.Pictures;

namespace Bench.Reporting.Tests;

/// <summary>
/// The sample run of pictures of two patches: 'good' gives the first patch 32 and the second −16, 'random' one pixel 1. Of every second
/// picture no pixels were kept.
/// </summary>
internal static class PictureResults
{
    public const string Hostile = "<img src=x onerror=alert(1)>\u202E\"'&.png";

    public const int Width = 8, Height = 4, Patch = 4;

    public static ResultSet Create(Func<ExplanationRecord, ExplanationRecord>? change = null)
    {
        ResultSet sample = SampleResults.Create();
        return new ResultSet
        {
            Run = sample.Run,
            Scores = sample.Scores,
            Explanations = [.. sample.Explanations.Select((record, i) => Record(record, i % 2 == 0)).Select(change ?? (record => record))],
        };
    }

    private static ExplanationRecord Record(ExplanationRecord record, bool isKept) => record with
    {
        Text = "",
        Image = new RecordedPicture(Hostile, Width, Height, Patch, 1, 2)
        {
            Png = isKept
                ? Convert.ToBase64String(PngBytes.Of(
                    Width, Height, [.. Enumerable.Range(0, Width * Height).SelectMany(_ => new byte[] { 200, 100, 0 })]))
                : null,
        },
        Tokens = [new RecordedToken(0, "[CLS]", 0, 0, true, 0, 0), new(0, "0,0", 0, 0, false, 0, 0), new(0, "0,1", 0, 0, false, 0, 0)],
        Rationales = null,
        Explanations =
        [
            new RecordedExplanation("good", [0, 32, -16]),
            new RecordedExplanation("random", [0, 1, -1])
            {
                PixelScores = [.. Enumerable.Range(0, Height).Select(row =>
                    (System.Collections.Immutable.ImmutableArray<double>)[.. Enumerable.Range(0, Width).Select(column =>
                        row == 3 && column == 7 ? -1.0 : 0)])],
            },
        ],
    };
}
