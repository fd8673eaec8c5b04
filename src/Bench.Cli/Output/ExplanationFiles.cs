using System.Text;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Reporting;

namespace Bench.Cli;

/// <summary>Writes one text's explanations as page and pictures.</summary>
/// <param name="documents">The explanations, one document per target.</param>
internal sealed class ExplanationFiles(IReadOnlyList<ExplanationDocument> documents)
{
    public string? Html { get; init; }

    public string? Svg { get; init; }

    public string? Png { get; init; }

    public bool Open { get; init; }

    public PlotKind Plot { get; init; }

    public AttentionViews? Attention { get; init; }

    public void Write()
    {
        if (Attention is not null && Html is null && !Open)
        {
            throw new BenchException("Attention maps are shown on the page only", "--attention", "Add --html FILE or --open");
        }

        if (Html is null && Svg is null && Png is null && !Open)
        {
            return;
        }

        IReadOnlyList<string> labels = documents[0].Model.Labels;
        ExplanationRecord[] records =
            [.. documents.Select(document => ExplanationRecord.Parse(Encoding.UTF8.GetString(JsonText.Write(document.Write)), "explanation"))];
        if (Svg is not null)
        {
            OutputFile.Write(Svg, writer => writer.Write(ExplanationPicture.Svg(records, labels, Plot)));
        }

        if (Png is not null)
        {
            PngFile.Write(ExplanationPicture.Svg(records, labels, Plot), Path.GetFullPath(Png));
        }

        if (Html is not null || Open)
        {
            string path = Html ?? Path.Combine(Directory.CreateTempSubdirectory("bench-").FullName, "explanation.html");
            OutputFile.Write(path, writer => writer.Write(ExplanationPicture.Page(records, labels, Attention)));
            if (Open)
            {
                Viewer.Open(Path.GetFullPath(path));
            }
        }
    }
}
