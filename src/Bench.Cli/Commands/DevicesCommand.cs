using System.CommandLine;
using System.Text.Json;
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
                JsonOutput.Print(writer => Write(writer, reports));
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

    private static void Write(Utf8JsonWriter writer, IEnumerable<(string Core, CoreReport Report)> reports)
    {
        writer.WriteStartArray();
        foreach ((string core, CoreReport report) in reports)
        {
            writer.WriteStartObject();
            writer.WriteString("core", core);
            writer.WriteString("library", report.Library);
            writer.WriteStartArray("devices");
            foreach (DeviceReport device in report.Devices)
            {
                writer.WriteStartObject();
                writer.WriteString("device", device.Name);
                writer.WriteString("description", device.Description);
                WriteBytes("bytes", device.MemoryBytes);
                WriteBytes("free", device.FreeBytes);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("missing");
            foreach (string missing in report.Missing)
            {
                writer.WriteStringValue(missing);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();

        void WriteBytes(string name, long? bytes)
        {
            if (bytes is { } known)
            {
                writer.WriteNumber(name, known);
            }
        }
    }
}
