using System.ComponentModel;

namespace Bench.Tasks;

/// <summary>What becomes of the hypothesis when tokens are taken away.</summary>
public enum HypothesisTokens
{
    /// <summary>It always stays, in baselines too: it is the question and no evidence.</summary>
    Keep,

    /// <summary>As <see cref="Keep"/>, and people are not shown it.</summary>
    Hide,

    /// <summary>Its tokens are features like those of the text.</summary>
    Remove,
}

/// <summary>Options of <see cref="ZeroShotTask"/>.</summary>
public sealed record ZeroShotOptions
{
    /// <summary>The hypothesis; {} stands for the label.</summary>
    [Description("The hypothesis; {} stands for the label")]
    public string HypothesisTemplate { get; init; } = "This example is {}.";

    /// <summary>The candidate labels of questions that bring none.</summary>
    [Description("Candidate labels of questions that bring none, separated by ;")]
    public string Labels { get; init; } = "";

    /// <summary>Whether several labels may be right.</summary>
    [Description("Whether several labels may be right: each is then entailed or contradicted by itself")]
    public bool MultiLabel { get; init; }

    /// <summary>What becomes of the hypothesis.</summary>
    [Description("Whether the hypothesis always stays (keep; hide: and is not shown) or is taken away like the text (remove)")]
    public HypothesisTokens Hypothesis { get; init; }
}
