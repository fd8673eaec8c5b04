using System.CommandLine;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>list</c>: what there is to choose from.</summary>
internal static class ListCommand
{
    public static Command Create(BenchServices services) =>
        new("list", "Lists explainers, metrics, tasks, dataset formats, report forms, suites or models.")
        {
            Kind(services, "explainers", "The explainers with every option and its default.", () =>
                [.. services.Explainers.All.Select(component => Entry(component.Descriptor.Id, component.Options,
                [
                    ("name", component.Descriptor.Name),
                    ("family", component.Descriptor.Family),
                    ("needs", component.Descriptor.Needs.ToString()),
                    ("cost", component.Descriptor.CostFormula),
                    ("summary", component.Descriptor.Summary),
                    ("citation", component.Descriptor.Citation),
                ]))], writer => CatalogMarkdown.WriteExplainers(services.Explainers, writer)),
            Kind(services, "metrics", "The metrics with every option and its default.", () =>
                [.. services.Metrics.All.Select(component => Entry(component.Descriptor.Id, component.Options,
                [
                    ("name", component.Descriptor.Name),
                    ("family", component.Descriptor.Family),
                    ("direction", OptionsBinder.Key(component.Descriptor.Direction.ToString())),
                    ("range", FormattableString.Invariant($"[{component.Descriptor.Minimum}, {component.Descriptor.Maximum}]")),
                    ("formula", component.Descriptor.Formula),
                    ("summary", component.Descriptor.Summary),
                    ("citation", component.Descriptor.Citation),
                ]))], writer => CatalogMarkdown.WriteMetrics(services.Metrics, writer)),
            Kind(services, "datasets", "The dataset formats with every option and its default.", () =>
                [.. services.Datasets.All.Select(component => Entry(component.Descriptor.Id, component.Options,
                [
                    ("summary", component.Descriptor.Summary),
                ]))]),
            Kind(services, "tasks", "The tasks, how their targets are named, and every option with its default.", () =>
                [.. services.Tasks.All.Select(component => Entry(component.Descriptor.Id, component.Options,
                [
                    ("summary", component.Descriptor.Summary),
                    ("targets", component.Descriptor.TargetNames),
                    ("needs", component.Descriptor.Needs),
                ]))]),
            Kind(services, "reports", "The forms of reports with every option and its default.", () =>
                [.. services.Reports.All.Select(component => Entry(component.Descriptor.Id, component.Options,
                [
                    ("file", component.Descriptor.FileName),
                    ("summary", component.Descriptor.Summary),
                ]))]),
            Kind(services, "suites", "The suites that ship with Bench.", () =>
                [.. BenchPaths.FoldersWith(services.Paths.Suites, "suite.yaml").Select(SuiteFile.Read).Select(suite => Entry(suite.Name, [],
                [
                    ("version", FormattableString.Invariant($"{suite.Version}")),
                    ("description", suite.Description),
                    ("dataset", Path.GetFileName(suite.Dataset.Path)),
                    ("models", string.Join(", ", suite.Models.Select(model => model.Name))),
                ]))]),
            Kind(services, "models", "The models that ship with Bench.", () =>
                [.. BenchPaths.FoldersWith(services.Paths.Models, "config.json").Select(folder => Entry(Path.GetFileName(folder), [],
                [
                    ("path", folder),
                ]))]),
        };

    private static ListEntry Entry(string id, IReadOnlyList<OptionDescriptor> options, (string Key, string Value)[] facts) =>
        new(id, facts, options);

    private static Command Kind(
        BenchServices services, string kind, string description, Func<IReadOnlyList<ListEntry>> read, Action<TextWriter>? markdown = null)
    {
        Option<string> format = markdown is null
            ? CommonOptions.Format()
            : CommonOptions.Choice("--format", "Output format.", "table", "json", "markdown");
        var command = new Command(kind, description) { format };
        command.SetAction(parsed =>
        {
            string form = parsed.GetValue(format)!;
            if (form == "markdown")
            {
                TextOutput.Print(markdown!);
                return;
            }

            IReadOnlyList<ListEntry> entries = read();
            if (form == "json")
            {
                JsonOutput.Print(Data(entries));
            }
            else
            {
                Print(services.Console, entries);
            }
        });
        return command;
    }

    private static object Data(IReadOnlyList<ListEntry> entries) => entries.Select(entry => new Dictionary<string, object>(
    [
        new("id", entry.Id),
        .. entry.Facts.Select(fact => new KeyValuePair<string, object>(fact.Key, fact.Value)),
        new("options", entry.Options.Select(option => new { option.Key, option.Default, option.Allowed, option.Summary })),
    ]));

    private static void Print(IAnsiConsole console, IReadOnlyList<ListEntry> entries)
    {
        foreach (ListEntry entry in entries)
        {
            console.MarkupLine($"[bold]{Markup.Escape(VisibleText.ForTerminal(entry.Id))}[/]");
            foreach ((string key, string value) in entry.Facts.Where(fact => fact.Value.Length > 0))
            {
                console.WriteLine($"    {key}: {VisibleText.ForTerminal(value)}");
            }

            foreach (OptionDescriptor option in entry.Options)
            {
                console.WriteLine($"      {option.Key}={option.Default}  ({option.Allowed})  {option.Summary}");
            }
        }
    }

    private sealed record ListEntry(string Id, IReadOnlyList<(string Key, string Value)> Facts, IReadOnlyList<OptionDescriptor> Options);
}
