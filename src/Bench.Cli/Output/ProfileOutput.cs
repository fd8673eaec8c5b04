using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>Prints a <see cref="FailureProfile"/>.</summary>
internal static class ProfileOutput
{
    public static void Print(IAnsiConsole console, FailureProfile profile)
    {
        var table = new Table().AddColumn("explainer");
        foreach (string mode in profile.Modes)
        {
            table.AddColumn(new TableColumn(Markup.Escape(VisibleText.ForTerminal(mode))).RightAligned());
        }

        foreach (ProfileRow row in profile.Rows)
        {
            table.AddRow([Markup.Escape(VisibleText.ForTerminal(row.Explainer)), .. row.Cells.Select(Text)]);
        }

        console.Write(table);
        console.WriteLine(FormattableString.Invariant(
            $"{VisibleText.ForTerminal(profile.Metric)}, limit {profile.Limit}: ✓ the mean reaches it, ✗ the whole interval misses it, ? more texts would tell, – no score."));
    }

    public static void Write(FailureProfile profile) => JsonOutput.Print(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("metric", profile.Metric);
        writer.WriteNumber("limit", profile.Limit);
        writer.WriteStartArray("explainers");
        foreach (ProfileRow row in profile.Rows)
        {
            writer.WriteStartObject();
            writer.WriteString("name", row.Explainer);
            writer.WriteStartArray("modes");
            foreach ((string mode, ProfileCell cell) in profile.Modes.Zip(row.Cells))
            {
                writer.WriteStartObject();
                writer.WriteString("mode", mode);
                writer.WriteString("verdict", OptionsBinder.Key(cell.Verdict.ToString()));
                writer.WriteFinite("mean", cell.Estimate?.Mean);
                writer.WriteFinite("low", cell.Estimate?.Low);
                writer.WriteFinite("high", cell.Estimate?.High);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static string Text(ProfileCell cell) => cell.Verdict switch
    {
        ProfileVerdict.Holds => $"{Mean(cell)} ✓",
        ProfileVerdict.Open => $"{Mean(cell)} ?",
        ProfileVerdict.Fails => $"{Mean(cell)} ✗",
        _ => "–",
    };

    private static string Mean(ProfileCell cell) => Numbers.Text(cell.Estimate!.Value.Mean);
}
