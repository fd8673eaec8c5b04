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

    public static void Write(FailureProfile profile) => JsonOutput.Print(new
    {
        profile.Metric,
        profile.Limit,
        Explainers = profile.Rows.Select(row => new
        {
            Name = row.Explainer,
            Modes = profile.Modes.Zip(row.Cells, (mode, cell) => new
            {
                Mode = mode,
                Verdict = OptionsBinder.Key(cell.Verdict.ToString()),
                cell.Estimate?.Mean,
                cell.Estimate?.Low,
                cell.Estimate?.High,
            }),
        }),
    });

    private static string Text(ProfileCell cell) => cell.Verdict switch
    {
        ProfileVerdict.Holds => $"{Mean(cell)} ✓",
        ProfileVerdict.Open => $"{Mean(cell)} ?",
        ProfileVerdict.Fails => $"{Mean(cell)} ✗",
        _ => "–",
    };

    private static string Mean(ProfileCell cell) => CellNumbers.Text(cell.Estimate!.Value.Mean);
}
