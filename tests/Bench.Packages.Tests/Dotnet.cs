using System.Diagnostics;
using System.Xml.Linq;
using Bench.TestKit;

namespace Bench.Packages.Tests;

/// <summary>Runs programs as a user does.</summary>
internal static class Dotnet
{
    /// <summary>The version that is packed.</summary>
    public static string Version { get; } =
        XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version").Single().Value;

    /// <summary>Runs the SDK; it must succeed.</summary>
    public static string Run(string folder, params string[] arguments) => Start("dotnet", folder, [], arguments);

    /// <summary>Runs a program; it must succeed.</summary>
    /// <returns>What it printed.</returns>
    public static string Start(string program, string folder, (string Name, string Value)[] variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = start.Environment["DOTNET_NOLOGO"] = "1";

        // No process of ours outlives the tests.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment.Remove("BENCH_ROOT");
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{output.Result}\n{error.Result}");
        return output.Result;
    }
}
