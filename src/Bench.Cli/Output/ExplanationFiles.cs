using System.Text;
using Bench.Evaluation;
using Bench.Reporting;

namespace Bench.Cli;

/// <summary>Writes one text's explanations as pictures.</summary>
internal static class ExplanationFiles
{
    public static void Write(ExplanationDocument document, string? html, string? svg, bool open)
    {
        if (html is null && svg is null && !open)
        {
            return;
        }

        ExplanationRecord record = ExplanationRecord.Parse(Encoding.UTF8.GetString(JsonText.Write(document.Write)), "explanation");
        if (svg is not null)
        {
            Write(svg, ExplanationPicture.Svg(record, document.Model.Labels));
        }

        if (html is not null || open)
        {
            string path = html ?? Path.Combine(Directory.CreateTempSubdirectory("bench-").FullName, "explanation.html");
            Write(path, ExplanationPicture.Page(record, document.Model.Labels));
            if (open)
            {
                Viewer.Open(Path.GetFullPath(path));
            }
        }
    }

    private static void Write(string file, string content)
    {
        string path = Path.GetFullPath(file);
        new ResultsFolder(Path.GetDirectoryName(path)!).Write(Path.GetFileName(path), writer => writer.Write(content));
    }
}
