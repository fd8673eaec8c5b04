using Bench.Abstractions;

namespace Bench.Cli;

/// <summary>The model that is meant where none is named: the default suite's, where it ships.</summary>
internal static class DefaultModel
{
    private const string Name = "sst2-bert-mini";

    /// <summary>The model named, else the default one.</summary>
    /// <param name="services">Knows what ships, and is told what was chosen.</param>
    /// <param name="named">What <c>--model</c> says.</param>
    /// <exception cref="BenchException">None was named, and none ships with this installation.</exception>
    public static string Or(BenchServices services, string? named)
    {
        if (named is not null)
        {
            return named;
        }

        if (!Directory.Exists(Path.Combine(services.Paths.Models, Name)))
        {
            throw new BenchException(
                "No model was named", "command line",
                "Add --model DIR, or --model org/name of the Hugging Face hub; `models` lists what is on this machine");
        }

        services.Note?.Invoke(
            $"Model: {Name}, which ships with Bench and knows the sentiment of English film reviews; --model names another.");
        return Name;
    }
}
