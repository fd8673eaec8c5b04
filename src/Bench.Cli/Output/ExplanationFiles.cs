using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Pictures;
using Bench.Reporting;

namespace Bench.Cli;

/// <summary>Writes one text's explanations as page and pictures.</summary>
/// <param name="documents">The explanations, one document per target.</param>
internal sealed class ExplanationFiles(IReadOnlyList<ExplanationDocument> documents)
{
    public required ulong Seed { get; init; }

    /// <summary>Measures the deletion curves of a document's explanations; asked only where a page is written.</summary>
    public required Func<ExplanationDocument, IReadOnlyList<DeletionCurve?>> Deletions { get; init; }

    /// <summary>The command as a shell takes it.</summary>
    public string? Command { get; init; }

    /// <summary>What the command prints with <c>--format json</c>.</summary>
    public required string Json { get; init; }

    public string? Html { get; init; }

    public string? Svg { get; init; }

    public string? Png { get; init; }

    public bool Open { get; init; }

    public PlotKind Plot { get; init; }

    public AttentionViews? Attention { get; init; }

    /// <summary>How pictures are shown.</summary>
    public PictureStyle Style { get; init; } = new();

    /// <summary>Refuses before the work what could not be written after it.</summary>
    /// <exception cref="BenchException">A path is no file's, nothing shows the attention maps, or nothing draws the PNG.</exception>
    public static void Require(string? html, string? svg, string? png, bool open, bool attention, bool isPicture = false)
    {
        OutputFile.Require(html, svg, png);
        if (attention && html is null && !open)
        {
            throw new BenchException("Attention maps are shown on the page only", "--attention", "Add --html FILE or --open");
        }

        if (png is not null && !isPicture)
        {
            PngFile.Program(png);
        }
    }

    public void Write()
    {
        if (Html is null && Svg is null && Png is null && !Open)
        {
            return;
        }

        IReadOnlyList<string> labels = documents[0].Model.Labels;
        ExplanationRecord[] records = [.. documents.Select(document => document.ToRecord())];
        bool isPicture = documents[0].Input.Picture is not null;
        if (Svg is not null)
        {
            OutputFile.Write(
                Svg, writer => writer.Write(isPicture ? PicturePanels.Svg(records, Style) : ExplanationPicture.Svg(records, labels, Plot)));
        }

        if (Png is not null && isPicture)
        {
            IReadOnlyList<IReadOnlyList<ShownPicture>> rows = PicturePanels.Of(records, Style);
            OutputFile.Write(Png, PictureSheet.Png(rows));
            if (PictureSheet.Lack(rows) is { } lack)
            {
                Console.Error.WriteLine($"{lack}. --svg has them: a browser draws it by its own fonts.");
            }
        }
        else if (Png is not null)
        {
            PngFile.Write(ExplanationPicture.Svg(records, labels, Plot), Path.GetFullPath(Png));
        }

        if (Html is not null || Open)
        {
            string path = Html ?? Path.Combine(Directory.CreateTempSubdirectory("bench-").FullName, "explanation.html");
            OutputFile.Write(path, writer => writer.Write(Page(records, labels)));
            if (Open)
            {
                Viewer.Open(Path.GetFullPath(path));
            }
        }
    }

    private string Page(IReadOnlyList<ExplanationRecord> records, IReadOnlyList<string> labels) =>
        ExplanationPage.Write(new PageContent(records, labels)
        {
            Sheets = [.. documents.Select(document => ExplanationSheet.Of(document, Seed))],
            Attention = Attention,
            Command = Command,
            Json = Json,
            Deletions = [.. documents.Select(Deletions)],
        });
}
