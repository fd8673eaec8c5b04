namespace Bench.Mutants;

/// <summary>One small wrong edit of the code, which a test should notice.</summary>
public sealed record Mutant
{
    /// <summary>Its number, from 1; by it the built program is told to go wrong.</summary>
    public int Number { get; init; }

    /// <summary>Project under <c>src</c>: the name of the list it stands in.</summary>
    public string Project { get; init; } = "";

    /// <summary>Source file: its name, with folders before it where two of the project have the same.</summary>
    public string File { get; init; } = "";

    /// <summary>What stands there once: an expression, or statements that end with a semicolon; any text where the file is no C#.</summary>
    public string From { get; init; } = "";

    /// <summary>What stands there instead; empty to leave statements out.</summary>
    public string To { get; init; } = "";

    /// <summary>The mistake in words.</summary>
    public string Why { get; init; } = "";

    /// <summary>Why no test can tell it from the original; empty for all others.</summary>
    public string Equivalent { get; init; } = "";

    /// <summary>Parts of the full names of the tests that judge, with | between them; all tests of the project where empty.</summary>
    public string Test { get; init; } = "";

    /// <summary>The test project that judges; the project's own unless given.</summary>
    public string Judge { get; init; } = "";

    /// <summary>The test project that judges.</summary>
    public string TestProject => Judge.Length > 0 ? Judge : $"{Project}.Tests";

    /// <summary>
    /// Whether statements are edited rather than an expression, which may end with the brace of an initializer or a pattern.
    /// </summary>
    public bool IsStatement => From.TrimEnd() is [.., ';'];

    /// <summary>
    /// Whether it knows no switch, so that it needs a build of its own: scripts, styles and the code of templates, which users build.
    /// </summary>
    public bool IsText => Project == "Bench.Templates" || !File.EndsWith(".cs", StringComparison.Ordinal);

    public override string ToString() => $"{Project}/{File}: {Why}";
}
