using System.CommandLine;

namespace Bench.Cli;

/// <summary>The command line as a whole.</summary>
internal static class BenchCommand
{
    /// <summary>The one option of all commands; it changes what the others may name, so it is read before they run.</summary>
    public static Option<string?> Plugins { get; } = new("--plugins")
    {
        Description = "Folder with plug-ins: assemblies that bring explainers, metrics, dataset formats and report forms of their own.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Keeps models and datasets of the hub to those that are cached.</summary>
    public static Option<bool> Offline { get; } = new("--offline")
    {
        Description = "Download nothing: models and datasets of the hub are those in the cache.",
        Recursive = true,
    };

    /// <summary>Words that begin with @ are words, not files of further arguments.</summary>
    public static ParserConfiguration Parsing { get; } = new() { ResponseFileTokenReplacer = null };

    public static RootCommand Create(BenchServices services)
    {
        RootCommand root = All(services);
        HelpWithExamples.AddTo(root);
        return root;
    }

    private static RootCommand All(BenchServices services) => new(
        "Compares explanation methods for transformer classifiers: which one says what the model does?")
    {
        RunCommand.Create(services),
        MergeCommand.Create(services),
        RunsCommand.Create(services),
        VerifyCommand.Create(services),
        ReportCommand.Create(services),
        CompareCommand.Create(services),
        RecommendCommand.Create(services),
        SlicesCommand.Create(services),
        AgreementCommand.Create(services),
        SensitivityCommand.Create(services),
        CostCommand.Create(services),
        ProfileCommand.Create(services),
        ExplainCommand.Create(services),
        EvaluateCommand.Create(services),
        TokenizeCommand.Create(services),
        ListCommand.Create(services),
        ModelsCommand.Create(services),
        DevicesCommand.Create(services),
        StudyCommand.Create(services),
        CompletionCommand.Create(),
        Plugins,
        Offline,
    };
}
