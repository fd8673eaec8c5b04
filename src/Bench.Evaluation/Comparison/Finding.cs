namespace Bench.Evaluation;

/// <summary>How sure a finding is.</summary>
public enum FindingKind
{
    /// <summary>Told apart after correction for all comparisons of the run, or counted.</summary>
    Shown,

    /// <summary>Too few texts to tell, or nothing there to be told.</summary>
    Open,

    /// <summary>A warning of what not to rely on.</summary>
    Caution,
}

/// <summary>What a run taught: a sentence, how sure it is, and where its cases are.</summary>
/// <param name="Sentence">The sentence. It holds names of strangers.</param>
/// <param name="Kind">How sure it is.</param>
public sealed record Finding(string Sentence, FindingKind Kind)
{
    /// <summary>
    /// The numbers behind that, for example <c>p = 0.003 after correction, n = 230</c>; empty where the sentence has them.
    /// </summary>
    public string Evidence { get; init; } = "";

    /// <summary>The cases it rests on.</summary>
    public FindingCases Cases { get; init; } = new(null, null);
}

/// <summary>Which cases a finding rests on, and which of them show it best.</summary>
/// <param name="Metric">The metric that orders them; <see langword="null"/> where it is about none alone.</param>
/// <param name="Explainer">The explainer it is about; <see langword="null"/> for all.</param>
public sealed record FindingCases(string? Metric, string? Explainer)
{
    /// <summary>What parts the cases, and which part of them; <see langword="null"/> for all cases.</summary>
    public (string By, string Name)? Slice { get; init; }

    /// <summary>Whether they are those without a score alone.</summary>
    public bool AreMissing { get; init; }
}
