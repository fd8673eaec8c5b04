namespace Bench.Performance;

/// <summary>How long a person waits for one explanation.</summary>
internal static class StartTable
{
    private const int Repeats = 9;
    private const string Text = "Not a dull moment in it.";

    public static PerformanceTable Measure() => new(
        "Start of the program",
        $"The built program as a process, from start to exit; medians of {Repeats}, and the fastest.",
        ["seconds", "fastest", "CPU seconds"],
        [
            Measure("explain with one explainer (gradient)", "explain", "--model", ShippedSuite.ModelName, "--text", Text, "--explainer",
                "gradient"),
            Measure("explain with the five default explainers", "explain", "--model", ShippedSuite.ModelName, "--text", Text),
            Measure("tokenize", "tokenize", "--model", ShippedSuite.ModelName, "--text", Text),
            Measure("list models", "list", "models"),
        ]);

    private static PerformanceRow Measure(string name, params string[] arguments)
    {
        Timing[] timings = [.. Enumerable.Range(0, Repeats).Select(_ => BenchProgram.Run(arguments).Timing)];
        return PerformanceRow.Of(
            name, timings.Median(timing => timing.Wall), timings.Min(timing => timing.Wall), timings.Median(timing => timing.Cpu));
    }
}
