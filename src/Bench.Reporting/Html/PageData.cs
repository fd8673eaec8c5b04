using System.Globalization;
using System.Text;
using System.Text.Json;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>The data in the page: what its script needs, as JSON that no text can break out of.</summary>
/// <param name="Json">JSON in which <c>&lt;</c> is escaped.</param>
/// <param name="Shown">Number of texts in it.</param>
/// <param name="Total">Number of texts of the run.</param>
/// <param name="Agreement">How far explainers agree over all texts of the run.</param>
/// <param name="HasPictures">Whether pixels are among it.</param>
internal sealed record PageData(string Json, int Shown, int Total, Agreement Agreement, bool HasPictures)
{
    /// <summary>Bytes that texts may take; a run with more is thinned evenly, and the page says so.</summary>
    public const int Budget = 26_000_000;

    /// <summary>Gathers the data of a run, its explanations read once and one at a time.</summary>
    /// <param name="results">The run.</param>
    /// <param name="budget">Bytes that texts may take.</param>
    public static PageData Of(ResultSet results, int budget = Budget)
    {
        RunManifest run = results.Run;
        string[] names = [.. run.Explainers.Select(explainer => explainer.Name)];
        var agreement = new Agreement(
            names, run.Explainers.Select(explainer => explainer.Descriptor.Id).ToArray().IndexOf(ComparisonTable.FloorId));
        var documents = new TextDocument(run);
        int block = run.Explainers.Length * run.Metrics.Length;
        var kept = new List<(int Index, byte[] Json)>();
        (int index, int step, long size) = (0, 1, 0);
        HashSet<string> negative = [];
        bool hasPictures = false;
        foreach (ExplanationRecord record in results.Explanations)
        {
            negative.UnionWith(record.Explanations.Where(explanation => explanation.Scores.Any(score => score < 0))
                .Select(explanation => explanation.Name));
            RequireSameCase(results, record, index, block);
            double disagreement = agreement.Add(record);
            if (index % step == 0)
            {
                ScoreRow[] scores = [.. results.Scores.Skip(index * block).Take(block)];
                ExplanationRecord shown = record.InUnits().WithoutHidden();
                byte[] json = Encoding.UTF8.GetBytes(Escaped(writer => documents.Write(writer, shown, scores, disagreement)));
                kept.Add((index, json));
                hasPictures |= PictureSection.IsOf(shown);
                size += json.Length;
            }

            while (size > budget && kept.Count > 1)
            {
                step *= 2;
                kept.RemoveAll(document => document.Index % step != 0);
                size = kept.Sum(document => (long)document.Json.Length);
            }

            index++;
        }

        return new PageData(Compose(results, negative, kept, index, step), kept.Count, index, agreement, hasPictures);
    }

    private static string Compose(
        ResultSet results, HashSet<string> negative, List<(int Index, byte[] Json)> documents, int total, int step)
    {
        RunManifest run = results.Run;
        string head = Escaped(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("total", total);
            writer.WriteNumber("step", step);
            Strings(writer, "labels", run.Model.Labels);
            Strings(writer, "explainers", run.Explainers.Select(explainer => explainer.Name));

            // What has not one negative score in a whole run (ranks, relevance for the target only) is drawn as what has no sign.
            writer.WriteString("signed", string.Concat(run.Explainers.Select(explainer =>
                explainer.Descriptor.IsSignedWith(explainer.Options) && negative.Contains(explainer.Name) ? '1' : '0')));
            Strings(writer, "parts", SegmentNames.Of(run.Task?.Id));
            Strings(writer, "metrics", run.Metrics.Select(metric => metric.Name));
            writer.WriteString(
                "up",
                string.Concat(run.Metrics.Select(metric => metric.Descriptor.Direction == MetricDirection.HigherIsBetter ? '1' : '0')));
            PageParts.Write(writer, results);
            writer.WriteEndObject();
        });
        var json = new StringBuilder(head.TrimEnd('}'), head.Length + documents.Sum(document => document.Json.Length + 1) + 16);
        json.Append(",\"docs\":[");
        foreach ((int i, (int _, byte[] document)) in documents.Index())
        {
            json.Append(i == 0 ? "" : ",\n").Append(Encoding.UTF8.GetString(document));
        }

        return json.Append("]}").ToString();
    }

    private static void Strings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static string Escaped(Action<Utf8JsonWriter> write) => ScriptText.Escape(Encoding.UTF8.GetString(JsonText.Write(write)));

    private static void RequireSameCase(ResultSet results, ExplanationRecord record, int index, int block)
    {
        ScoreRow? row = index * block < results.Scores.Count ? results.Scores[index * block] : null;
        if (row is null || row.Instance != record.Instance || row.Target != record.Target.Title)
        {
            throw new BenchException(
                string.Create(CultureInfo.InvariantCulture,
                    $"Line {index + 1} explains {record.Target.Title} of {record.Instance}, but the scores there are for {row?.Target ?? "nothing"} of {row?.Instance ?? "nothing"}"),
                ExplanationRecord.FileName,
                "The files do not belong together or were changed; run the suite again");
        }
    }
}
