using System.CommandLine;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Reporting;

namespace Bench.Cli;

/// <summary><c>report</c>: prints a finished run again, in any form, without computing anything.</summary>
internal static class ReportCommand
{
    public static Command Create(BenchServices services)
    {
        Argument<string> run = RunArgument.Create(services);
        var format = new Option<string>("--format")
        {
            Description = "Form of the report, with options as ID:key=value; see `list reports`.",
            HelpName = string.Join('|', services.Reports.All.Select(form => form.Descriptor.Id)),
            DefaultValueFactory = _ => HtmlReport.Descriptor.Id,
        };
        format.CompletionSources.Add([.. services.Reports.All.Select(form => form.Descriptor.Id)]);
        var output = new Option<string?>("--out")
        {
            Description = "File to write; standard output unless given, report.html for html.",
            HelpName = "FILE",
        };
        var templates = new Option<string?>("--templates")
        {
            Description = $"Folder with templates that replace built-in ones of html: {string.Join(", ", HtmlTemplates.FileNames)}.",
            HelpName = "DIR",
        };
        var open = new Option<bool>("--open") { Description = "Open the file when it is written." };
        var command = new Command("report", "Prints a finished run again without computing: page, tables, data.")
        {
            run, format, output, templates, open,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            string folder = services.Paths.Run(parsed.GetValue(run)!);
            (IResultExporter exporter, bool isPage) = Exporter(services, parsed.GetValue(format)!, parsed.GetValue(templates));
            ResultSet results = isPage
                ? FinishedRun.WithTexts(services, folder, cancellationToken)
                : FinishedRun.WithCases(services, folder, cancellationToken);
            string? file = parsed.GetValue(output) ?? (isPage || parsed.GetValue(open) ? Path.Combine(folder, exporter.FileName) : null);
            if (file is null && TerminalReport.Descriptor.Id.Equals(parsed.GetValue(format), StringComparison.OrdinalIgnoreCase))
            {
                // As wide as this terminal is, where no other width is asked for.
                TerminalSummary.Print(services.Console, results);
                return Task.FromResult(ExitCodes.Success);
            }

            if (file is null)
            {
                TextOutput.Print(writer => exporter.Write(results, writer));
                return Task.FromResult(ExitCodes.Success);
            }

            OutputFile.Require(file);
            string path = Path.GetFullPath(file);
            if (Path.GetDirectoryName(path) == Path.GetFullPath(folder))
            {
                new ResultsFolder(folder).Replace(Path.GetFileName(path), writer => exporter.Write(results, writer));
            }
            else
            {
                OutputFile.Write(path, writer => exporter.Write(results, writer));
            }

            // The file may be standard output itself.
            Console.Error.WriteLine($"Written: {VisibleText.ForTerminal(file)}");
            if (parsed.GetValue(open))
            {
                Viewer.Open(path);
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static (IResultExporter Exporter, bool IsPage) Exporter(BenchServices services, string form, string? templates)
    {
        try
        {
            ComponentSpec spec = services.Reports.Meant(ComponentSpec.Parse(form));
            bool isPage = spec.Id == HtmlReport.Descriptor.Id;
            if (templates is not null)
            {
                spec = isPage ? spec with { Options = spec.Options.SetItem("templates", templates) } : throw new BenchException(
                    $"The format {form} has no templates", "--templates", "Use it with --format html");
            }

            return (services.Reports.Configure(spec).Instance, isPage);
        }
        catch (BenchException exception) when (exception.Where is null)
        {
            throw exception.At("--format");
        }
    }
}
