using System.Collections.Immutable;
using System.Globalization;

namespace Bench.Evaluation;

/// <summary>What <see cref="StatisticsStudy"/> found.</summary>
/// <param name="Trials">Simulated runs of each situation.</param>
/// <param name="Situations">What came of each.</param>
public sealed record StatisticsFindings(int Trials, ImmutableArray<SituationFinding> Situations)
{
    /// <summary>Situations in which the promise was not kept though it should be.</summary>
    public IEnumerable<SituationFinding> Broken => Situations.Where(finding => !finding.IsKept && finding.Situation.Exception is null);

    /// <summary>Writes the tables as Markdown; equal findings give equal bytes.</summary>
    /// <param name="writer">Where to write.</param>
    public void Write(TextWriter writer)
    {
        writer.WriteLine("# Do intervals and verdicts keep their promise?");
        writer.WriteLine();
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Simulated scores whose truth is known, {Trials} runs of each situation. Intervals of 95 % should hold the true mean in 93 to 97 % of runs, and a table in which nothing differs should say that something does in no more than 5.5 %. The methods are those of every table; [docs/protocol.md](../../docs/protocol.md) explains them."));
        Table(writer, "Intervals", "the interval holds the true mean", Situations.Where(finding => finding.Situation.TrueMean is not null));
        Table(writer, "Tables in which nothing differs", "tables with a false finding",
            Situations.Where(finding => finding.Situation.TrueMean is null));
        string[] exceptions = [.. Situations.Where(finding => !finding.IsKept).Select(finding => string.Create(
            CultureInfo.InvariantCulture,
            $"- {finding.Situation.Name}, n = {finding.Situation.Texts}: {100 * finding.Share:F1} %, since {finding.Situation.Exception ?? "of no reason that is known"}."))];
        writer.WriteLine();
        writer.WriteLine("## Exceptions");
        writer.WriteLine();
        writer.WriteLine(exceptions.Length == 0 ? "None." : string.Join(writer.NewLine, exceptions));
    }

    private static void Table(TextWriter writer, string title, string column, IEnumerable<SituationFinding> findings)
    {
        writer.WriteLine();
        writer.WriteLine($"## {title}");
        writer.WriteLine();
        writer.WriteLine($"| situation | texts | {column} | kept |");
        writer.WriteLine("|---|---:|---:|---|");
        foreach (SituationFinding finding in findings)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {finding.Situation.Name.Split(": ", 2)[1]} | {finding.Situation.Texts} | {100 * finding.Share:F1} % | {(finding.IsKept ? "yes" : "no")} |"));
        }
    }
}
