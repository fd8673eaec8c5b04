using System.CommandLine;
using System.CommandLine.Completions;

namespace Bench.Cli;

/// <summary>How commands name a finished run.</summary>
internal static class RunArgument
{
    /// <summary>The argument.</summary>
    /// <param name="services">Knows what there is.</param>
    /// <param name="name">Its name.</param>
    public static Argument<string> Create(BenchServices services, string name = "RUN")
    {
        var argument = new Argument<string>(name)
        {
            HelpName = name,
            Description =
                "A run's folder; or a suite or SUITE/MODEL: its newest finished run, or where there is none the shipped reference.",
        };
        argument.CompletionSources.Add(_ => services.Paths.RunNames.Select(run => new CompletionItem(run)));
        return argument;
    }
}
