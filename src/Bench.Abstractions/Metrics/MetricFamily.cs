namespace Bench.Abstractions;

/// <summary>The families of metrics: what a metric judges, and so where its verdict counts.</summary>
public static class MetricFamily
{
    /// <summary>Whether scores say what the model does.</summary>
    public const string Faithfulness = "faithfulness";

    /// <summary>Whether scores agree with people's rationales.</summary>
    public const string Plausibility = "plausibility";

    /// <summary>Whether scores agree with what is known to be right.</summary>
    public const string GroundTruth = "ground-truth";

    /// <summary>Whether scores stay where they should stay.</summary>
    public const string Robustness = "robustness";

    /// <summary>Whether scores change where they should change.</summary>
    public const string Sanity = "sanity";

    /// <summary>How few tokens the scores lie on.</summary>
    public const string Complexity = "complexity";

    /// <summary>What an explanation takes.</summary>
    public const string Cost = "cost";

    /// <summary>What other metrics can be trusted with; shown, without a say in verdicts.</summary>
    public const string Diagnostic = "diagnostic";
}
