using System.Globalization;
using Bench.Abstractions;

namespace Bench.Mutants;

/// <summary>
/// Writes mutants into source text as choices made when the program runs, so that one build serves them all: an expression e becomes
/// <c>(Switch.Is(7) ? mutated : e)</c>. Text other than C# is replaced.
/// </summary>
internal static class Edit
{
    /// <summary>Environment variable that says which mutant is on.</summary>
    public const string Variable = "BENCH_MUTANT";

    /// <summary>The class that knows which mutant is on; one a project, so that friends of a project see no second one.</summary>
    public static string SwitchName(string project) => $"MutantSwitch_{project.Replace('.', '_')}";

    /// <summary>Source of that class. Its answer is constant for the just-in-time compiler: what is off costs nothing.</summary>
    public static string Switch(string project) => $$"""
        internal static class {{SwitchName(project)}}
        {
            private static readonly int _on = int.TryParse(System.Environment.GetEnvironmentVariable("{{Variable}}"), out int on) ? on : 0;

            public static bool Is(int number) => _on == number;
        }
        """;

    /// <summary>Where a mutant's original text stands.</summary>
    /// <returns>Start of the only place.</returns>
    /// <exception cref="BenchException">There is none, or more than one.</exception>
    public static int Find(string source, Mutant mutant)
    {
        int place = source.IndexOf(mutant.From, StringComparison.Ordinal);
        bool isUnique = place >= 0 && source.IndexOf(mutant.From, place + 1, StringComparison.Ordinal) < 0;
        return isUnique && mutant.From.Length > 0
            ? place
            : throw new BenchException($"'{mutant.From}' does not stand there exactly once", mutant.ToString(), MutantList.Remedy);
    }

    /// <summary>The source with mutants that do not overlap.</summary>
    public static string Apply(string source, IEnumerable<Mutant> mutants)
    {
        foreach (Mutant mutant in mutants.OrderByDescending(mutant => Find(source, mutant)))
        {
            int place = Find(source, mutant);
            source = $"{source[..place]}{(mutant.IsText ? mutant.To : Choice(mutant))}{source[(place + mutant.From.Length)..]}";
        }

        return source;
    }

    private static string Choice(Mutant mutant)
    {
        string isOn = $"{SwitchName(mutant.Project)}.Is({mutant.Number.ToString(CultureInfo.InvariantCulture)})";
        return mutant.IsStatement
            ? $"if ({isOn}) {{ {mutant.To} }} else {{ {mutant.From} }}"
            : $"({isOn} ? ({mutant.To}) : ({mutant.From}))";
    }
}
