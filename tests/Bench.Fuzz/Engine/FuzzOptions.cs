using System.Globalization;
using Bench.Abstractions;

namespace Bench.Fuzz;

/// <summary>What to feed the readers with.</summary>
/// <param name="Minutes">For how long; 0 for as long as the inputs take.</param>
/// <param name="Inputs">How many of each format.</param>
/// <param name="Seed">Seed of the damage.</param>
/// <param name="Format">The one format, or <see langword="null"/> for all.</param>
/// <param name="Input">The file that is read once more, or <see langword="null"/>.</param>
internal sealed record FuzzOptions(double Minutes, long Inputs, ulong Seed, string? Format, string? Input)
{
    private const string Remedy = "Known are --minutes N, --inputs N, --seed N, --format NAME, and with it --input FILE";

    /// <summary>Reads them.</summary>
    /// <param name="arguments">What stood on the command line.</param>
    /// <exception cref="BenchException">Something is unknown, lacks its value, or is no number.</exception>
    public static FuzzOptions Read(string[] arguments)
    {
        var given = new Dictionary<string, string>();
        foreach (string[] pair in arguments.Chunk(2))
        {
            given[pair[0]] = pair.Length == 2 ? pair[1] : throw new BenchException("There is no value", pair[0], Remedy);
        }

        double minutes = Number<double>("--minutes", 0);
        var options = new FuzzOptions(
            minutes, Number("--inputs", minutes > 0 ? 9_000_000_000 : 1500L), Number("--seed", 1UL), Take("--format"), Take("--input"));
        return given.Count > 0 ? throw new BenchException("There is no such option", given.Keys.First(), Remedy)
            : options is { Format: null, Input: not null } ? throw new BenchException("The input's format is missing", "--input", Remedy)
            : options.Input is { } file && !File.Exists(file) ? throw new BenchException("There is no such file", file, Remedy)
            : options;

        string? Take(string name) => given.Remove(name, out string? value) ? value : null;

        T Number<T>(string name, T otherwise)
            where T : ISpanParsable<T> => Take(name) is not { } value ? otherwise
                : T.TryParse(value, CultureInfo.InvariantCulture, out T? number) ? number
                : throw new BenchException($"The value is '{value}'", name, "Give a number");
    }
}
