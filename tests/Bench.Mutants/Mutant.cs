namespace Bench.Mutants;

/// <summary>One small wrong edit of the code, which a test should notice.</summary>
public sealed record Mutant
{
    /// <summary>Its number, from 1; by it the built program is told to go wrong.</summary>
    public int Number { get; init; }

    /// <summary>Project under <c>src</c>: the name of the list it stands in.</summary>
    public string Project { get; init; } = "";

    /// <summary>Source file, relative to the project.</summary>
    public string File { get; init; } = "";

    /// <summary>What stands there once: an expression, or statements that end with a semicolon.</summary>
    public string From { get; init; } = "";

    /// <summary>What stands there instead; empty to leave statements out.</summary>
    public string To { get; init; } = "";

    /// <summary>The mistake in words.</summary>
    public string Why { get; init; } = "";

    /// <summary>Why no test can tell it from the original; empty for all others.</summary>
    public string Equivalent { get; init; } = "";

    /// <summary>Part of a test's full name that should notice it, tried before all tests of the project; may be empty.</summary>
    public string Test { get; init; } = "";

    /// <summary>The test project that judges; the project's own unless given.</summary>
    public string Judge { get; init; } = "";

    /// <summary>The test project that judges.</summary>
    public string TestProject => Judge.Length > 0 ? Judge : $"{Project}.Tests";

    /// <summary>Whether statements are edited rather than an expression, which may end with the brace of an initializer or a pattern.</summary>
    public bool IsStatement => From.TrimEnd() is [.., ';'];

    public override string ToString() => $"{Project}/{File}: {Why}";
}
