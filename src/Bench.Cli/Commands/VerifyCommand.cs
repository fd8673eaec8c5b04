using System.CommandLine;
using Bench.Evaluation;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>verify</c>: whether everything in a run's folder is what was written.</summary>
internal static class VerifyCommand
{
    public static Command Create(BenchServices services)
    {
        Argument<string> run = RunArgument.Create(services);
        run.Description += " Unfinished runs can be named by their folder.";
        var command = new Command("verify", "Checks every file, page and row of a run against its hashes and checksums.") { run };
        command.SetAction((parsed, _) =>
        {
            var verification = RunVerification.Of(services.Paths.AnyRun(parsed.GetValue(run)!));
            foreach (string sentence in verification.Checked)
            {
                services.Console.WriteLine($"ok: {VisibleText.ForTerminal(sentence)}");
            }

            foreach (string problem in verification.Problems)
            {
                Console.Error.WriteLine($"error: {VisibleText.ForTerminal(problem)}");
            }

            return Task.FromResult(verification.Problems.Count == 0 ? ExitCodes.Success : ExitCodes.UserError);
        });
        return command;
    }
}
