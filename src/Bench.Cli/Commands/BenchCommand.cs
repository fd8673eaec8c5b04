using System.CommandLine;

namespace Bench.Cli;

/// <summary>The command line as a whole.</summary>
internal static class BenchCommand
{
    public static RootCommand Create(BenchServices services) => new(
        "Compares explanation methods for transformer classifiers: which one says what the model does?")
    {
        RunCommand.Create(services),
        ReportCommand.Create(services),
        ExplainCommand.Create(services),
        EvaluateCommand.Create(services),
        TokenizeCommand.Create(services),
        ListCommand.Create(services),
    };
}
