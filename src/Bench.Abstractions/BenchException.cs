namespace Bench.Abstractions;

/// <summary>
/// An error the user can mend: bad input, a bad option, a damaged file. The command line prints its message without a stack
/// trace and exits with code 2.
/// </summary>
/// <param name="problem">What was found and what was expected, one sentence without the final full stop.</param>
/// <param name="where">File, line, option or instance where it was found; <see langword="null"/> where there is no such place.</param>
/// <param name="remedy">What to do about it, one sentence without the final full stop.</param>
/// <param name="inner">The exception that revealed the problem.</param>
public sealed class BenchException(string problem, string? where, string remedy, Exception? inner = null)
    : Exception(Compose(problem, where, remedy), inner)
{
    /// <summary>What was found and what was expected.</summary>
    public string Problem { get; } = problem;

    /// <summary>File, line, option or instance where it was found.</summary>
    public string? Where { get; } = where;

    /// <summary>What to do about it.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>The single cases, where the problem is that there are several; each a sentence with its place. Untrusted text.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>The same error seen from further out: its place is prefixed with <paramref name="outer"/>.</summary>
    /// <param name="outer">The enclosing place, for example the file whose line is already named.</param>
    public BenchException At(string outer) => new(Problem, Where is null ? outer : $"{outer}: {Where}", Remedy, this) { Details = Details };

    private static string Compose(string problem, string? where, string remedy) =>
        (where is null ? "" : $"{where}: ") + problem + $". {remedy}.";
}
