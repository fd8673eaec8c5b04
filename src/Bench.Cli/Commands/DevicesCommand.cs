using System.CommandLine;
using System.Text.Json.Serialization;
using Bench.Inference;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>devices</c>: what can compute on this machine, and what is missing for more.</summary>
internal static class DevicesCommand
{
    public static Command Create(BenchServices services)
    {
        Option<string> format = CommonOptions.Format();
        var command = new Command("devices", "Says what can compute here: cores, devices, versions, memory, and what is missing.")
        {
            format,
        };
        command.SetAction(parsed =>
        {
            (string Core, CoreReport Report)[] reports = [.. CoreChoice.Names.Select(core => (core, services.ReportCore(core)))];
            if (parsed.GetValue(format) == "json")
            {
                JsonOutput.Print(Data(reports));
                return;
            }

            Table table = new Table().AddColumn("--core").AddColumn("--device").AddColumn("what")
                .AddColumn(new TableColumn("memory").RightAligned()).AddColumn(new TableColumn("free").RightAligned());
            foreach ((string core, CoreReport report) in reports)
            {
                foreach (DeviceReport device in report.Devices)
                {
                    table.AddRow([.. ((string[])
                    [
                        core, device.Name, device.Description, Size(device.MemoryBytes), Size(device.FreeBytes),
                    ]).Select(cell => Markup.Escape(VisibleText.ForTerminal(cell)))]);
                }
            }

            services.Console.Write(table);
            foreach ((string core, CoreReport report) in reports)
            {
                services.Console.WriteLine(VisibleText.ForTerminal($"{core}: {report.Library}"));
                foreach (string missing in report.Missing)
                {
                    services.Console.WriteLine(VisibleText.ForTerminal($"{core}: {missing}"));
                }
            }
        });
        return command;
    }

    private static string Size(long? bytes) => bytes is { } known ? DownloadProgress.Size(known) : "";

    private static object Data(IEnumerable<(string Core, CoreReport Report)> reports) => reports.Select(one => new
    {
        one.Core,
        one.Report.Library,
        Devices = one.Report.Devices.Select(device => new Listed(device.Name, device.Description, device.MemoryBytes, device.FreeBytes)),
        one.Report.Missing,
    });

    private sealed record Listed(
        string Device,
        string Description,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Bytes,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Free);
}
