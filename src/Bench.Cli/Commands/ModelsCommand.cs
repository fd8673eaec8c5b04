using System.CommandLine;
using Bench.Hub;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>models</c>: the models that are on this machine.</summary>
internal static class ModelsCommand
{
    public static Command Create(BenchServices services)
    {
        Option<string> format = CommonOptions.Format();
        var command = new Command(
            "models", "Lists the models on this machine: those that ship with Bench, and those in the cache of the Hugging Face hub.")
        {
            format,
        };
        command.SetAction(parsed =>
        {
            IReadOnlyList<KnownModel> models = KnownModel.All(services);
            if (parsed.GetValue(format) == "json")
            {
                JsonOutput.Print(Data(models));
                return;
            }

            Table table = new Table().AddColumn("name").AddColumn("architecture").AddColumn("task")
                .AddColumn(new TableColumn("size").RightAligned()).AddColumn("revision").AddColumn("lacks");
            foreach (KnownModel model in models)
            {
                table.AddRow([.. ((string[])
                [
                    model.Name, model.Architecture ?? "", model.Task ?? "", DownloadProgress.Size(model.Bytes),
                    string.Join(", ", model.Revisions.Append(model.Commit?[..12]).OfType<string>()), model.Missing ?? "",
                ]).Select(cell => Markup.Escape(VisibleText.ForTerminal(cell)))]);
            }

            services.Console.Write(table);
            services.Console.WriteLine(VisibleText.ForTerminal(
                $"Cache of the hub: {services.Hub.Cache}. Any other model of the hub is downloaded by --model org/name"));
        });
        return command;
    }

    private static object Data(IReadOnlyList<KnownModel> models) => models.Select(model => new
    {
        model.Name,
        model.Architecture,
        model.Task,
        model.Bytes,
        model.Commit,
        model.Revisions,
        Lacks = model.Missing,
        model.Folder,
    });

    private sealed record KnownModel(
        string Name, string? Architecture, string? Task, long Bytes, string? Commit, IReadOnlyList<string> Revisions, string? Missing,
        string Folder)
    {
        // How the class names of transformers end.
        private static readonly (string Ending, string Task)[] _tasks =
        [
            ("ForSequenceClassification", "classification"), ("ForTokenClassification", "token labels"),
            ("ForQuestionAnswering", "question answering"),
            ("ForCausalLM", "next tokens"), ("LMHeadModel", "next tokens"), ("ForMaskedLM", "masked tokens"),
            ("ForImageClassification", "image classification"),
        ];

        public static IReadOnlyList<KnownModel> All(BenchServices services) =>
        [
            .. BenchPaths.FoldersWith(services.Paths.Models, "config.json").Select(folder => Of(
                Path.GetFileName(folder), CachedModel.ArchitectureOf(folder), CachedModel.BytesOf(folder), null, [], null, folder)),
            .. CachedModel.In(services.Hub.Cache).Select(model => Of(
                model.Repository, model.Architecture, model.Bytes, model.Commit, model.Revisions, model.Missing, model.Folder)),
        ];

        private static KnownModel Of(
            string name, string? architecture, long bytes, string? commit, IReadOnlyList<string> revisions, string? missing,
            string folder) => new(
            name,
            architecture,
            _tasks.FirstOrDefault(task => architecture?.EndsWith(task.Ending, StringComparison.Ordinal) == true).Task,
            bytes, commit, revisions, missing, folder);
    }
}
