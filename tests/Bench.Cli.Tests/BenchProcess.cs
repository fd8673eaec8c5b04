using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>Runs the program as a user does: in a process of its own.</summary>
internal static class BenchProcess
{
    public static Outcome Run(params string[] arguments) => RunIn(AppContext.BaseDirectory, arguments);

    public static Outcome RunIn(string folder, params string[] arguments) => Finish(Start(folder, arguments));

    /// <summary>Runs the program with one variable of its environment changed.</summary>
    public static Outcome RunWith((string Name, string Value) variable, params string[] arguments) =>
        RunIn(AppContext.BaseDirectory, [variable], arguments);

    /// <summary>Runs the program in a folder with variables of its environment changed.</summary>
    public static Outcome RunIn(string folder, (string Name, string Value)[] variables, params string[] arguments) =>
        Finish(Start(folder, arguments, variables));

    /// <summary>Runs a copy of the program.</summary>
    public static Outcome RunCopy(string program, params string[] arguments) =>
        Finish(Start(AppContext.BaseDirectory, arguments, [], program));

    /// <summary>Runs the program with a text on its standard input.</summary>
    public static Outcome RunOn(string input, params string[] arguments) => Finish(Start(AppContext.BaseDirectory, arguments), input);

    private static Outcome Finish(Process started, string input = "")
    {
        using Process process = started;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output.Result, error.Result);
    }

    public static Process Start(string folder, params string[] arguments) => Start(folder, arguments, []);

    private static Process Start(string folder, string[] arguments, (string Name, string Value)[] variables, string? program = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            StandardInputEncoding = new UTF8Encoding(false),
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["BENCH_ROOT"] = Repository.Root;
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        start.ArgumentList.Add(program ?? Path.Combine(AppContext.BaseDirectory, "bench.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    internal sealed record Outcome(int ExitCode, string Output, string Error)
    {
        public JsonElement Json()
        {
            ExitCode.ShouldBe(0, Error);
            return JsonSerializer.Deserialize<JsonElement>(Output);
        }

        public void ShouldBeRefused(params string[] expected)
        {
            ExitCode.ShouldBe(2, Error);
            Error.ShouldStartWith("error: ");
            Error.ShouldNotContain("   at ");
            foreach (string part in expected)
            {
                Error.ShouldContain(part);
            }
        }
    }
}
