namespace Bench.Abstractions;

/// <summary>Which outputs of a model a suite explains.</summary>
public enum TargetChoice
{
    /// <summary>What the model predicts.</summary>
    Predicted,

    /// <summary>What the dataset says is true.</summary>
    True,

    /// <summary>Everything.</summary>
    All,
}
