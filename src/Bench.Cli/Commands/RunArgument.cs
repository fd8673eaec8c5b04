using System.CommandLine;

namespace Bench.Cli;

/// <summary>How commands name a finished run.</summary>
internal static class RunArgument
{
    /// <summary>The argument.</summary>
    /// <param name="name">Its name.</param>
    public static Argument<string> Create(string name = "RUN") => new(name)
    {
        Description = "A run's folder; or a suite or SUITE/MODEL: its newest finished run, or where there is none the shipped reference.",
    };
}
